namespace ErpSync.Inventory;

/// <summary>Why units were refused.</summary>
public enum ClaimReason
{
    /// <summary>Not more than zero, too many decimals, or no multiple of the channel's unit.</summary>
    InvalidQuantity,

    /// <summary>The cart would hold more than a cart may.</summary>
    HoldLimit,

    /// <summary>The shopper's own other checkout, which can still be paid, holds them.</summary>
    OwnPayableHold,

    /// <summary>The preorder limit is reached.</summary>
    PreorderLimit,

    /// <summary>The pool has them, but not for this channel.</summary>
    QuotaExceeded,

    /// <summary>There are not enough.</summary>
    InsufficientStock,
}
