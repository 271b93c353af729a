using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>The graphs of payouts, balance transactions and disputes.</summary>
internal sealed class PaymentsNodes(ShopState shop)
{
    public GraphNode Account() => new("ShopifyPaymentsAccount")
    {
        ["id"] = Gid.Of("ShopifyPaymentsAccount", 1),
        ["activated"] = true,
        ["country"] = "DE",
        ["defaultCurrency"] = shop.Options.Currency,
        ["balance"] = new[] { Money(shop.Payments.Balance.Values.Sum(static item => item.Net)) },
    };

    public GraphNode Payout(PayoutState payout) => new("ShopifyPaymentsPayout")
    {
        ["id"] = PayoutId(payout),
        ["legacyResourceId"] = payout.Id,
        ["issuedAt"] = payout.IssuedAt,
        ["status"] = payout.Status,
        ["transactionType"] = payout.Net < 0m ? "WITHDRAWAL" : "DEPOSIT",
        ["externalTraceId"] = payout.Reference,
        ["net"] = Money(payout.Net),
        ["summary"] = new Live(() => Locked(() => Summary(payout))),
    };

    public GraphNode Balance(BalanceState item) => new("ShopifyPaymentsBalanceTransaction")
    {
        ["id"] = Gid.Of("ShopifyPaymentsBalanceTransaction", item.Id),
        ["type"] = item.Type,
        ["test"] = false,
        ["transactionDate"] = item.At,
        ["sourceType"] = item.SourceType,
        ["sourceId"] = item.SourceId,
        ["sourceOrderTransactionId"] = item.TransactionId,
        ["adjustmentReason"] = item.Reason,
        ["adjustmentsOrders"] = Array.Empty<object>(),
        ["amount"] = Money(item.Amount),
        ["fee"] = Money(item.Fee),
        ["net"] = Money(item.Net),
        ["associatedOrder"] = item.Order is { } order ? new GraphNode("ShopifyPaymentsAssociatedOrder") { ["id"] = order.GlobalId, ["name"] = order.Name } : null,
        ["associatedPayout"] = new GraphNode("ShopifyPaymentsBalanceTransactionAssociatedPayout")
        {
            ["id"] = item.Payout is { } payout ? PayoutId(payout) : null,
            ["status"] = item.Payout?.Status ?? "PENDING",
        },
    };

    public GraphNode Dispute(DisputeState dispute) => new("ShopifyPaymentsDispute")
    {
        ["id"] = Gid.Of("ShopifyPaymentsDispute", dispute.Id),
        ["legacyResourceId"] = dispute.Id,
        ["status"] = dispute.Status,
        ["type"] = "CHARGEBACK",
        ["initiatedAt"] = dispute.OpenedAt,
        ["finalizedOn"] = dispute.ClosedAt,
        ["evidenceDueBy"] = dispute.OpenedAt.AddDays(7),
        ["amount"] = Money(dispute.Amount),
        ["reasonDetails"] = new GraphNode("ShopifyPaymentsDisputeReasonDetails") { ["reason"] = "FRAUDULENT", ["networkReasonCode"] = "4853" },
        ["order"] = new GraphRef(dispute.Order.GlobalId),
    };

    private static string PayoutId(PayoutState payout) => Gid.Of("ShopifyPaymentsPayout", payout.Id);

    private GraphNode Summary(PayoutState payout)
    {
        var items = shop.Payments.Balance.Values.Where(item => item.Payout == payout && item.Type != "TRANSFER").ToList();
        GraphNode Gross(Func<BalanceState, bool> of) => Money(items.Where(of).Sum(static item => item.Amount));
        GraphNode Fee(Func<BalanceState, bool> of) => Money(items.Where(of).Sum(static item => item.Fee));
        static bool IsCharge(BalanceState item) => item.Type == "CHARGE";
        static bool IsRefund(BalanceState item) => item.Type == "REFUND";
        static bool IsReserve(BalanceState item) => item.Type.StartsWith("RESERVED_FUNDS", StringComparison.Ordinal);
        static bool IsOther(BalanceState item) => !IsCharge(item) && !IsRefund(item) && !IsReserve(item);
        return new GraphNode("ShopifyPaymentsPayoutSummary")
        {
            ["chargesGross"] = Gross(IsCharge),
            ["chargesFee"] = Fee(IsCharge),
            ["refundsFeeGross"] = Gross(IsRefund),
            ["refundsFee"] = Fee(IsRefund),
            ["reservedFundsGross"] = Gross(IsReserve),
            ["reservedFundsFee"] = Fee(IsReserve),
            ["adjustmentsGross"] = Gross(IsOther),
            ["adjustmentsFee"] = Fee(IsOther),
            ["retriedPayoutsGross"] = Money(0m),
            ["retriedPayoutsFee"] = Money(0m),
        };
    }

    /// <summary>What is asked for when the answer is written is no longer under the gate.</summary>
    private GraphNode Locked(Func<GraphNode> read)
    {
        lock (shop.Gate)
        {
            return read();
        }
    }

    private GraphNode Money(decimal amount) => MoneyRules.Money(amount, shop.Options.Currency);
}
