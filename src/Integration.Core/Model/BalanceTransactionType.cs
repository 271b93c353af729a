namespace ErpSync.Model;

/// <summary>What a balance transaction means.</summary>
public enum BalanceTransactionType
{
    /// <summary>Something that has no meaning of its own here: it needs an account by its <see cref="BalanceTransaction.SourceType"/>, or a person.</summary>
    Adjustment,

    /// <summary>Money of a buyer.</summary>
    Charge,

    /// <summary>Money back to a buyer, or that money again when it could not be delivered.</summary>
    Refund,

    /// <summary>A fee apart from a charge, or one given back.</summary>
    Fee,

    /// <summary>Money kept back as security.</summary>
    ReserveHold,

    /// <summary>Money kept back before that is free again.</summary>
    ReserveRelease,

    /// <summary>Money withdrawn because a buyer disputes a payment.</summary>
    Dispute,

    /// <summary>Disputed money that comes back because the dispute was won.</summary>
    DisputeReversal,
}
