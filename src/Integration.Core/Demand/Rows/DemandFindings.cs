namespace ErpSync.Demand;

/// <summary>Codes of integrity checks.</summary>
public static class DemandFindings
{
    /// <summary>More units of a line came back than left.</summary>
    public const string ReturnsExceedShipped = "ReturnsExceedShipped";

    /// <summary>More units of a line were cancelled than ordered.</summary>
    public const string CancelsExceedOrdered = "CancelsExceedOrdered";

    /// <summary>An order is dated outside the days its item is sold; it gives no row there.</summary>
    public const string OrderOutsideWindow = "OrderOutsideWindow";

    /// <summary>A fact was known before it happened: some clock is wrong. It is used all the same.</summary>
    public const string FutureFact = "FutureFact";
}
