namespace ErpSync.Finance.Policies;

/// <summary>What a line of an accepted order is.</summary>
public enum FinanceLineKind
{
    /// <summary>Goods that are shipped.</summary>
    Product,

    /// <summary>A shipping charge.</summary>
    Shipping,

    /// <summary>A tip.</summary>
    Tip,

    /// <summary>Gift cards, a liability when issued.</summary>
    GiftCard,

    /// <summary>A service delivered over months.</summary>
    Service,
}
