namespace ErpSync.Finance.Journal;

/// <summary>What a part of a refund is.</summary>
public enum RefundPartKind
{
    /// <summary>Units or value of a line.</summary>
    Line,

    /// <summary>Shipping money.</summary>
    Shipping,

    /// <summary>A tip.</summary>
    Tip,

    /// <summary>Money beyond the parts.</summary>
    Adjustment,

    /// <summary>A sold gift card given back.</summary>
    GiftCard,

    /// <summary>A fee the merchant keeps.</summary>
    Fee,
}
