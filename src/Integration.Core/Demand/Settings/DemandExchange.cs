namespace ErpSync.Demand;

/// <summary>Whose demand an even exchange is.</summary>
public enum DemandExchange
{
    /// <summary>The original item's: it is what was asked for.</summary>
    Keep,

    /// <summary>The replacement's, on the day of the original order.</summary>
    Move,
}
