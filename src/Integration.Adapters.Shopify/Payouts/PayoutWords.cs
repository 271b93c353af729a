using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Payouts;

/// <summary>What Shopify's words of payouts mean. A word that is new, or that moves money the wrong way, is an adjustment with its name, never a guess.</summary>
internal static class PayoutWords
{
    public static PayoutStatus? Status(string? word) => word switch
    {
        "SCHEDULED" or "IN_TRANSIT" => PayoutStatus.Scheduled,
        "PAID" => PayoutStatus.Paid,
        "FAILED" => PayoutStatus.Failed,
        "CANCELED" => PayoutStatus.Cancelled,
        _ => null,
    };

    public static BalanceTransactionType Type(string word, decimal amount) => word switch
    {
        "CHARGE" => BalanceTransactionType.Charge,
        "REFUND" or "REFUND_FAILURE" => BalanceTransactionType.Refund,
        "RESERVED_FUNDS" or "CHARGEBACK_HOLD" when amount <= 0 => BalanceTransactionType.ReserveHold,
        "RESERVED_FUNDS_REVERSAL" or "CHARGEBACK_HOLD_RELEASE" when amount >= 0 => BalanceTransactionType.ReserveRelease,
        "DISPUTE_WITHDRAWAL" when amount <= 0 => BalanceTransactionType.Dispute,
        "DISPUTE_REVERSAL" when amount >= 0 => BalanceTransactionType.DisputeReversal,
        _ when word.EndsWith("_FEE", StringComparison.Ordinal) || word.EndsWith("_FEE_REFUND", StringComparison.Ordinal) => BalanceTransactionType.Fee,
        _ => BalanceTransactionType.Adjustment,
    };

    public static DisputeStatus? Dispute(string? word) => word switch
    {
        "NEEDS_RESPONSE" or "UNDER_REVIEW" => DisputeStatus.Open,
        "WON" => DisputeStatus.Won,
        "LOST" or "ACCEPTED" or "CHARGE_REFUNDED" => DisputeStatus.Lost,
        "PREVENTED" => DisputeStatus.Prevented,
        _ => null,
    };
}
