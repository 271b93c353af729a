namespace ErpSync.Demand;

/// <summary>What an item is. Only goods have demand.</summary>
public enum DemandItemKind
{
    /// <summary>Goods.</summary>
    Goods,

    /// <summary>A gift card: no row.</summary>
    GiftCard,

    /// <summary>A tip: no row.</summary>
    Tip,

    /// <summary>A fee: no row.</summary>
    Fee,

    /// <summary>Shipping: no row.</summary>
    Shipping,

    /// <summary>A sample: no row.</summary>
    Sample,
}
