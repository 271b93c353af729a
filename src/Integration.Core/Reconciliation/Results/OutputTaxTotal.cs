namespace ErpSync.Reconciliation.Results;

/// <summary>One tax of a jurisdiction as orders, documents of the ERP and its ledger have it, in the currency of the books. Tax charged is positive, tax given back negative.</summary>
public sealed record OutputTaxTotal
{
    /// <summary>Jurisdiction; empty when not known.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Tax code.</summary>
    public required string Code { get; init; }

    /// <summary>Amount taxed by the orders.</summary>
    public decimal ChargedBase { get; init; }

    /// <summary>Tax of the orders.</summary>
    public decimal Charged { get; init; }

    /// <summary>Amount taxed on the documents.</summary>
    public decimal BookedBase { get; init; }

    /// <summary>Tax on the documents.</summary>
    public decimal Booked { get; init; }

    /// <summary>Tax in the ledger.</summary>
    public decimal Ledger { get; init; }
}
