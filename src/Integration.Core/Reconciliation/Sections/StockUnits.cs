namespace ErpSync.Reconciliation.Sections;

/// <summary>Units of measure mixed up.</summary>
internal static class StockUnits
{
    /// <summary>True when one number is the other counted in another unit.</summary>
    public static bool Explain(decimal? factor, decimal found, decimal expected) => factor is { } units && (found * units == expected || found == expected * units);
}
