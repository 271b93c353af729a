namespace ErpSync.Model;

/// <summary>How a dispute stands.</summary>
public enum DisputeStatus
{
    /// <summary>Open: the shop should answer, or the bank is looking at the answer.</summary>
    Open,

    /// <summary>The shop won; the money comes back.</summary>
    Won,

    /// <summary>The buyer won, or the shop accepted it; the money is gone.</summary>
    Lost,

    /// <summary>It ended before money was withdrawn.</summary>
    Prevented,
}
