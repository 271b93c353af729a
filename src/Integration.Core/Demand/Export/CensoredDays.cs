namespace ErpSync.Demand;

/// <summary>What an export does with days whose demand is not known or hidden by a stock-out.</summary>
public enum CensoredDays
{
    /// <summary>The row stays, without a value and masked. The default.</summary>
    Null,

    /// <summary>The row is left out.</summary>
    Drop,
}
