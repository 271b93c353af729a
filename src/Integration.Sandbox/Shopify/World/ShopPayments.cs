using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.State;

namespace ErpSync.Sandbox.Shopify;

/// <summary>
/// What the payment provider of the sandbox shop does: pays out what orders by <c>shopify_payments</c> were paid and paid back, takes fees, keeps reserves, adjusts,
/// and passes disputes on. No webhook tells of it, as in the real shop. Thread-safe.
/// </summary>
public sealed class ShopPayments
{
    private static readonly string[] Outcomes = ["PAID", "FAILED", "CANCELED"];
    private readonly ShopState _shop;
    private readonly PaymentsDesk _desk;
    private readonly PaymentsNodes _nodes;

    internal ShopPayments(ShopState shop)
    {
        _shop = shop;
        _desk = new PaymentsDesk(shop);
        _nodes = new PaymentsNodes(shop);
    }

    /// <summary>All payouts, oldest first.</summary>
    public IReadOnlyList<ShopPayout> Payouts => Locked<IReadOnlyList<ShopPayout>>(() => [.. _shop.Payments.Payouts.Values.Select(Read)]);

    /// <summary>Pays out everything that waits, as one payout.</summary>
    /// <param name="paid">True sends it at once; false leaves it scheduled until <see cref="Settle"/>. Default true.</param>
    /// <exception cref="InvalidOperationException">Nothing waits.</exception>
    public ShopPayout Issue(bool paid = true) => Locked(() =>
    {
        var payout = _desk.Issue(paid);
        _shop.Put(_nodes.Payout(payout));
        return Read(payout);
    });

    /// <summary>Decides what becomes of a payout.</summary>
    /// <param name="payoutId">Number of the payout.</param>
    /// <param name="status"><c>PAID</c>, <c>FAILED</c> or <c>CANCELED</c>.</param>
    /// <exception cref="ArgumentException">The status or the payout is unknown.</exception>
    public ShopPayout Settle(long payoutId, string status = "PAID") => Locked(() =>
    {
        if (!Outcomes.Contains(status))
        {
            throw new ArgumentException($"'{status}' is no outcome of a payout; use {string.Join(", ", Outcomes)}.", nameof(status));
        }

        var payout = _shop.Payments.Payouts.GetValueOrDefault(payoutId) ?? throw new ArgumentException($"There is no payout {payoutId}.", nameof(payoutId));
        payout.Status = status;
        _shop.Put(_nodes.Payout(payout));
        return Read(payout);
    });

    /// <summary>Keeps money back as security.</summary>
    /// <param name="amount">Amount, positive, in shop currency.</param>
    public void HoldReserve(decimal amount) => Locked(() => _desk.Move("RESERVED_FUNDS", "SYSTEM_ADJUSTMENT", -amount));

    /// <summary>Frees money that was kept back.</summary>
    /// <param name="amount">Amount, positive, in shop currency.</param>
    public void ReleaseReserve(decimal amount) => Locked(() => _desk.Move("RESERVED_FUNDS_REVERSAL", "SYSTEM_ADJUSTMENT", amount));

    /// <summary>Changes the balance in some other way.</summary>
    /// <param name="amount">Amount, negative for money taken, in shop currency.</param>
    /// <param name="type">Type in the API's word. Default <c>ADJUSTMENT</c>.</param>
    /// <param name="reason">Reason that the provider states, or null.</param>
    public void Adjust(decimal amount, string type = "ADJUSTMENT", string? reason = null) => Locked(() => _desk.Move(type, "ADJUSTMENT", amount, reason: reason));

    /// <summary>A buyer disputes the payment of an order; its amount and a fee leave the balance.</summary>
    /// <param name="orderId">Number of the order.</param>
    /// <param name="fee">Fee of the dispute. Default 15.</param>
    /// <returns>Number of the dispute.</returns>
    /// <exception cref="InvalidOperationException">The order has no payment by the provider.</exception>
    public long OpenDispute(long orderId, decimal fee = 15m) => Locked(() =>
    {
        var dispute = _desk.Dispute(_shop.Order(orderId), fee);
        _shop.Put(_nodes.Dispute(dispute));
        return dispute.Id;
    });

    /// <summary>The bank decides a dispute; when the shop wins, the money comes back to the balance.</summary>
    /// <param name="disputeId">Number of the dispute.</param>
    /// <param name="won">Whether the shop wins.</param>
    /// <param name="feeReturned">Whether the fee comes back with a win. Default true.</param>
    /// <exception cref="ArgumentException">There is no such dispute.</exception>
    /// <exception cref="InvalidOperationException">It is decided already.</exception>
    public void DecideDispute(long disputeId, bool won, bool feeReturned = true) => Locked(() =>
    {
        var dispute = _shop.Payments.Disputes.GetValueOrDefault(disputeId) ?? throw new ArgumentException($"There is no dispute {disputeId}.", nameof(disputeId));
        _desk.Decide(dispute, won, feeReturned);
        _shop.Put(_nodes.Dispute(dispute));
        return dispute;
    });

    private ShopPayout Read(PayoutState payout) => new(
        payout.Id, payout.Reference, payout.IssuedAt, payout.Net, _shop.Payments.Balance.Values.Where(item => item.Payout == payout).Sum(static item => item.Fee), payout.Status);

    private T Locked<T>(Func<T> act)
    {
        lock (_shop.Gate)
        {
            return act();
        }
    }
}
