namespace ErpSync.Inventory;

/// <summary>Whether an order can still claim.</summary>
public enum StockOrderState
{
    /// <summary>There is no such order, or it was refused.</summary>
    Unknown,

    /// <summary>It can.</summary>
    Open,

    /// <summary>It was cancelled as a whole.</summary>
    Cancelled,
}
