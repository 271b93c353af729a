namespace ErpSync.Reconciliation.Records;

/// <summary>Tax that the shop charged, in the currency of the books.</summary>
public sealed record ShopTaxLine
{
    /// <summary>Document it belongs to; empty when not known.</summary>
    public string Document { get; init; } = "";

    /// <summary>Tax jurisdiction.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Tax code.</summary>
    public required string Code { get; init; }

    /// <summary>Taxed amount.</summary>
    public decimal Base { get; init; }

    /// <summary>Tax.</summary>
    public required decimal Amount { get; init; }

    /// <summary>True when the marketplace files the tax, not the seller.</summary>
    public bool IsFacilitated { get; init; }

    /// <summary>Sales channel.</summary>
    public string Channel { get; init; } = "";
}
