using ErpSync.Finance.Histories.Run;
using ErpSync.Finance.Journal;
using ErpSync.Model;

namespace ErpSync.Finance.Histories;

/// <summary>
/// Reads a canonical order as a history of finance events: what was agreed, then payments, parcels, refunds, goods that came back and exchanges. Pure: no I/O and
/// no clock; the order in which refunds, payments and parcels are listed plays no role.
/// </summary>
public static class OrderHistories
{
    /// <summary>Reads an order.</summary>
    /// <param name="order">The order as the shop tells it now.</param>
    /// <param name="setup">Company and policies.</param>
    /// <param name="settings">How its facts become events.</param>
    /// <returns>
    /// The history. An order that does not tie (<see cref="OrderMoney"/>) has no events and a problem that names identity and figures. Test orders have neither.
    /// Authorisations post nothing and are no events; a refund whose money is still pending has not happened.
    /// </returns>
    public static OrderHistory Of(Order order, FinanceSetup setup, OrderHistorySettings settings)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(settings);
        if (order.IsTest)
        {
            return new OrderHistory(null, [], []);
        }

        return OrderMoney.Check(order) is { Count: > 0 } mismatches
            ? new OrderHistory(null, [], [.. mismatches.Select(static mismatch => ProblemTexts.DoesNotTie(mismatch))])
            : new HistoryRun(order, setup, settings).Read();
    }
}
