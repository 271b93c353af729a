using System.Globalization;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>The payment provider at work: collects what orders moved, takes fees and pays out. Call under the gate of the shop.</summary>
internal sealed class PaymentsDesk(ShopState shop)
{
    public const string Gateway = "shopify_payments";

    private readonly PaymentsState _payments = shop.Payments;

    /// <summary>Takes what orders were paid and paid back since the last time into the balance.</summary>
    public void Collect()
    {
        foreach (var order in shop.Orders.Select(static entry => entry.State).Where(static order => !order.Test).OrderBy(static order => order.Id))
        {
            foreach (var money in order.Transactions.Where(money => money is { Gateway: Gateway, IsSuccess: true, Kind: "SALE" or "CAPTURE" or "REFUND", Test: false } && _payments.Collected.Add(money.Id)))
            {
                var isRefund = money.Kind == "REFUND";
                Add(new BalanceState
                {
                    Id = shop.NextId(),
                    Type = isRefund ? "REFUND" : "CHARGE",
                    SourceType = isRefund ? "REFUND" : "CHARGE",
                    Amount = isRefund ? -money.Amount.Shop : money.Amount.Shop,
                    Fee = isRefund ? 0m : FeeOf(money.Amount.Shop),
                    At = money.CreatedAt,
                    SourceId = money.Id,
                    TransactionId = money.Id,
                    Order = order,
                });
            }
        }
    }

    public BalanceState Move(string type, string sourceType, decimal amount, decimal fee = 0m, string? reason = null, DisputeState? dispute = null)
    {
        var moved = new BalanceState
        {
            Id = shop.NextId(),
            Type = type,
            SourceType = sourceType,
            Amount = Round(amount),
            Fee = Round(fee),
            At = shop.Now(),
            SourceId = dispute?.Id,
            TransactionId = dispute?.TransactionId,
            Order = dispute?.Order,
            Reason = reason,
        };
        Add(moved);
        return moved;
    }

    public PayoutState Issue(bool paid)
    {
        Collect();
        var pending = _payments.Balance.Values.Where(static item => item.Payout is null).ToList();
        if (pending.Count == 0)
        {
            throw new InvalidOperationException("Nothing is waiting to be paid out; place and pay an order first.");
        }

        var id = shop.NextId();
        var payout = new PayoutState
        {
            Id = id,
            IssuedAt = shop.Now(),
            Net = pending.Sum(static item => item.Net),
            Reference = "SBX-" + id.ToString(CultureInfo.InvariantCulture),
            Status = paid ? "PAID" : "SCHEDULED",
        };
        _payments.Payouts[id] = payout;
        foreach (var item in pending)
        {
            Assign(item, payout);
        }

        // The money on its way to the bank is a line of the balance too; clients hide it.
        Assign(Move("TRANSFER", "TRANSFER", -payout.Net), payout);
        return payout;
    }

    public DisputeState Dispute(OrderState order, decimal fee)
    {
        var payment = order.Transactions.Find(static money => money is { Gateway: Gateway, IsPayment: true, IsSuccess: true })
            ?? throw new InvalidOperationException($"Order {order.Name} has no payment by {Gateway}; only such a payment can be disputed.");
        Collect();
        var dispute = new DisputeState
        {
            Id = shop.NextId(),
            Order = order,
            TransactionId = payment.Id,
            Amount = payment.Amount.Shop,
            Fee = Round(fee),
            OpenedAt = shop.Now(),
        };
        _payments.Disputes[dispute.Id] = dispute;
        Move("DISPUTE_WITHDRAWAL", "DISPUTE", -dispute.Amount, dispute.Fee, dispute: dispute);
        return dispute;
    }

    public void Decide(DisputeState dispute, bool won, bool feeReturned)
    {
        if (dispute.ClosedAt is not null)
        {
            throw new InvalidOperationException($"Dispute {dispute.Id} is decided: {dispute.Status}.");
        }

        dispute.Status = won ? "WON" : "LOST";
        dispute.ClosedAt = shop.Now();
        if (won)
        {
            Move("DISPUTE_REVERSAL", "DISPUTE", dispute.Amount, feeReturned ? -dispute.Fee : 0m, dispute: dispute);
        }
    }

    private void Add(BalanceState item) => _payments.Balance[item.Id] = item;

    private void Assign(BalanceState item, PayoutState payout)
    {
        item.Payout = payout;
        item.AssignedAt = shop.Options.Clock.GetUtcNow();
    }

    private decimal FeeOf(decimal amount) => Round((amount * shop.Options.PaymentsFeeRate) + shop.Options.PaymentsFeePerCharge);

    private decimal Round(decimal amount) => decimal.Round(amount, MoneyRules.DigitsOf(shop.Options.Currency), MidpointRounding.AwayFromZero);
}
