namespace ErpSync.Inventory;

/// <summary>What a channel understands by its stock number.</summary>
public enum PublishedQuantity
{
    /// <summary>Units that can still be sold; the channel lowers it with every sale.</summary>
    Available,

    /// <summary>Units on the shelf; the channel itself subtracts what its own open orders need.</summary>
    OnHand,
}
