namespace ErpSync.Model;

/// <summary>
/// The part of a customer that a CRM or CDP keeps: consent and relationship. Everything else about the person belongs to the shop and is never read from there.
/// </summary>
public sealed record CustomerProfile
{
    /// <summary>Id of the customer in the shop.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Marketing consent; null when the system says nothing about it.</summary>
    public MarketingConsent? Consent { get; init; }

    /// <summary>What the relationship is, by name: tier, segment, next best offer. Only what the host allowed. Default empty.</summary>
    public IReadOnlyDictionary<string, string> Relationship { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
