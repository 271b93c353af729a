namespace ErpSync.Planning.Documents.Settings;

/// <summary>Whose tax amounts the document carries.</summary>
public enum TaxStrategy
{
    /// <summary>The amounts charged. Default.</summary>
    UseShopAmounts,

    /// <summary>The ERP computes tax; a provable rounding difference becomes a line of its own.</summary>
    Reconcile,
}
