namespace ErpSync.Finance.Policies;

/// <summary>Choices between lawful treatments. Every value not set is the default.</summary>
public sealed record FinancePolicies
{
    /// <summary>How discounts appear. Default: list price and discount apart.</summary>
    public DiscountPresentation DiscountPresentation { get; init; }

    /// <summary>When shipping becomes income. Default: by value of the goods shipped.</summary>
    public ShippingRecognition ShippingRecognition { get; init; }

    /// <summary>What an invoice covers. Default: one shipment.</summary>
    public InvoiceGranularity InvoiceGranularity { get; init; }

    /// <summary>When tax is owed. Default: on delivery.</summary>
    public TaxPoint TaxPoint { get; init; }

    /// <summary>Whose tax amounts are posted. Default: those charged.</summary>
    public TaxPosting TaxPosting { get; init; }

    /// <summary>How the ERP rounds tax it computes. Default: once per document.</summary>
    public ErpTaxRounding ErpTaxRounding { get; init; }

    /// <summary>Largest tax rounding difference per document in minor units. Default 5.</summary>
    public int RoundingCapMinorUnits { get; init; } = 5;

    /// <summary>What a tip is. Default: owed to staff.</summary>
    public TipTreatment TipTreatment { get; init; }

    /// <summary>Tax that a sales channel owes. Default: left out.</summary>
    public FacilitatorMethod FacilitatorMethod { get; init; }

    /// <summary>Refunds whose reported total differs from their parts. Default: hold.</summary>
    public RefundBalance RefundBalance { get; init; }

    /// <summary>Cost of damaged returns. Default: written off.</summary>
    public DamagedCost DamagedCost { get; init; }

    /// <summary>Whether tax is taken back when a dispute is lost. Default false.</summary>
    public bool ChargebackTaxRelief { get; init; }

    /// <summary>Grid that cash payments are rounded to, or null for none.</summary>
    public decimal? CashRoundingGrid { get; init; }

    /// <summary>Journals of closed periods. Default: the next open period.</summary>
    public ClosedPeriodPolicy ClosedPeriod { get; init; }
}
