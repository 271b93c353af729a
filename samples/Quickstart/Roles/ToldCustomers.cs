using ErpSync.Sandbox.Cdp;
using Quickstart.Books;

namespace Quickstart.Roles;

/// <summary>What the CDP was told, beside what the shop's books say happened.</summary>
/// <param name="Orders">Orders and events of their completion.</param>
/// <param name="Cancelled">Cancelled orders and events of that.</param>
/// <param name="Refunds">Refunds of shipped goods, of shipping or without goods, and events of them.</param>
/// <param name="Repeated">Messages that the CDP received again and dropped.</param>
internal sealed record ToldCustomers(ToldFigures Orders, ToldFigures Cancelled, ToldFigures Refunds, int Repeated)
{
    /// <summary>Whether everything was told, each once.</summary>
    public bool Agreed => new[] { Orders, Cancelled, Refunds }.All(figures => figures is { Missing: 0, Duplicates: 0 });

    public static ToldCustomers Compare(ShopBooks shop, SandboxCdp cdp)
    {
        var orders = shop.Orders.Where(order => !order.IsTest).ToList();
        var refunds = orders.SelectMany(order => order.Refunds).Where(refund => refund.HasCreditLines || refund.HasShipping || (refund.HasNoLines && refund.Adjustment != 0m));
        return new ToldCustomers(
            Figures(orders.Select(order => order.Name), Told(cdp, "Order Completed", "order_number")),
            Figures(orders.Where(order => order.IsCancelled).Select(order => order.Name), Told(cdp, "Order Cancelled", "order_number")),
            Figures(refunds.Select(refund => refund.Id), Told(cdp, "Order Refunded", "refund_id").Select(ShopBooks.Tail)),
            cdp.Repetitions);
    }

    private static IEnumerable<string> Told(SandboxCdp cdp, string name, string property) =>
        cdp.Messages.Where(message => message.Event == name).Select(message => message.Property(property) ?? "");

    private static ToldFigures Figures(IEnumerable<string> happened, IEnumerable<string> told)
    {
        var wanted = happened.ToList();
        var events = told.ToLookup(static id => id, StringComparer.Ordinal);
        return new ToldFigures(wanted.Count, wanted.Count(events.Contains), wanted.Count(id => !events.Contains(id)), events.Count(static group => group.Count() > 1));
    }
}

/// <summary>How often something happened, and was told.</summary>
internal sealed record ToldFigures(int Happened, int Told, int Missing, int Duplicates);
