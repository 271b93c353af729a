namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>A page of a list.</summary>
internal sealed record BcPage(IReadOnlyList<BcEntity> Rows, bool IsLast);
