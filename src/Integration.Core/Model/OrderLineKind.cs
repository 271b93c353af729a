namespace ErpSync.Model;

/// <summary>What an order line sells.</summary>
public enum OrderLineKind
{
    /// <summary>An article with a SKU or variant.</summary>
    Product,

    /// <summary>Free text with a price, no article behind it.</summary>
    Custom,

    /// <summary>A gift card: a liability, not revenue.</summary>
    GiftCard,

    /// <summary>A tip.</summary>
    Tip,

    /// <summary>A duty or a fee: nothing to ship, invoiced with the last goods. What is given back of it goes to the account it was charged on.</summary>
    Charge,
}
