namespace ErpSync.Finance.Policies;

/// <summary>How the ERP rounds tax it computes.</summary>
public enum ErpTaxRounding
{
    /// <summary>Once per tax and document. Default.</summary>
    Document,

    /// <summary>Once per line.</summary>
    Line,
}
