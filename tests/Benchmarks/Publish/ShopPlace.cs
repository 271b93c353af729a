namespace Benchmarks.Publish;

/// <summary>Where the shop is and how to get in.</summary>
internal sealed record ShopPlace(Uri Address, string Domain, string ClientId, string ClientSecret, IReadOnlyList<long> Locations);
