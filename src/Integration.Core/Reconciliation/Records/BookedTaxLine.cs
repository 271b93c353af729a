namespace ErpSync.Reconciliation.Records;

/// <summary>Tax on a document of the ERP, or the balance of the tax account for a jurisdiction and code, in the currency of the books.</summary>
public sealed record BookedTaxLine
{
    /// <summary>Document it belongs to; empty for a balance.</summary>
    public string Document { get; init; } = "";

    /// <summary>Tax jurisdiction.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Tax code.</summary>
    public required string Code { get; init; }

    /// <summary>Taxed amount.</summary>
    public decimal Base { get; init; }

    /// <summary>Tax.</summary>
    public required decimal Amount { get; init; }
}
