using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Goods that leave: their cost, and what may be invoiced because of them.</summary>
internal static class Shipments
{
    public static void Ship(EventRun run, FinanceEvent.Shipped shipped)
    {
        var order = run.Order();
        var cost = run.Journal("GoodsIssue", run.Functional);
        foreach (var group in shipped.Lines.GroupBy(static part => (part.Line, part.Component)))
        {
            var line = order.Find(group.Key.Line, group.Key.Component);
            var units = group.Sum(static part => part.Quantity);
            EventRun.Refuse(line.Kind != FinanceLineKind.Product, "NotShippable");
            EventRun.Refuse(units > line.OpenUnits, "ShipmentExceedsOrdered");
            EventRun.Refuse(Array.Exists(line.Taxes, static tax => tax.IsFacilitator), "FacilitatorWithoutMarketplace");
            line.Shipped += units;
            Issue(run, order, line, cost, units, Expected(shipped.ExpectedReturns, line));
        }

        foreach (var charge in shipped.ShippingCharges)
        {
            _ = order.Find(charge.Line, null);
        }

        switch (run.Policies.InvoiceGranularity)
        {
            case InvoiceGranularity.DailySummary:
                order.Waiting = order.Waiting.Add(new WaitingShipment(run.Today, shipped.Lines, shipped.ShippingCharges, shipped.ExpectedReturns));
                break;
            case InvoiceGranularity.PerOrder:
                // What is expected back is known per shipment but booked with the one invoice.
                order.Waiting = order.Waiting.Add(new WaitingShipment(run.Today, shipped.Lines, shipped.ShippingCharges, shipped.ExpectedReturns));
                if (order.NothingLeftToShip)
                {
                    InvoiceWaiting(run, order);
                }

                break;
            default:
                Invoices.Post(run, order, Portions(order, run.Policies, shipped.Lines, shipped.ShippingCharges, shipped.ExpectedReturns), "Invoice");
                break;
        }
    }

    /// <summary>Invoices what is held back once a cancellation or edit leaves nothing to ship.</summary>
    public static void Close(EventRun run, OrderBook order)
    {
        if (!order.NothingLeftToShip || !order.AnyShipped)
        {
            return;
        }

        if (run.Policies.InvoiceGranularity == InvoiceGranularity.PerOrder)
        {
            InvoiceWaiting(run, order);
        }
        else if (!order.Waiting.Exists(shipment => shipment.Lines.Any(part => !order.Find(part.Line, part.Component).IsExchange)))
        {
            // Goods of the order that wait for their day take everything along; exchange items do not.
            Invoices.Post(run, order, [.. Rest(order)], "Invoice");
        }
    }

    public static void CloseDay(EventRun run, FinanceEvent.DayClosed closed)
    {
        var waiting = run.Books.Orders.Values.Where(order => order.Parked is null && order.Waiting.Exists(shipment => shipment.Date <= closed.Date))
            .Select(static order => order.Order.Id).Order(StringComparer.Ordinal).ToArray();
        var groups = waiting.Select(run.Books.Own).GroupBy(static order => (order.Order.Channel, Gateway: order.FirstGateway ?? "none", order.Currency));
        foreach (var group in groups.OrderBy(static group => group.Key.Channel, StringComparer.Ordinal).ThenBy(static group => group.Key.Gateway, StringComparer.Ordinal))
        {
            var parts = new List<(OrderBook, IReadOnlyList<Portion>)>();
            foreach (var order in group)
            {
                var due = order.Waiting.FindAll(shipment => shipment.Date <= closed.Date);
                order.Waiting = order.Waiting.RemoveAll(shipment => shipment.Date <= closed.Date);
                parts.Add((order, Portions(order, run.Policies, [.. due.SelectMany(static shipment => shipment.Lines)],
                    [.. due.SelectMany(static shipment => shipment.Charges)], [.. due.SelectMany(static shipment => shipment.Expected)])));
            }

            var journal = run.Journal("InvoiceSummary", group.Key.Currency, closed.Date, new JournalGroup(group.Key.Channel, group.Key.Gateway));
            Invoices.Post(run, journal, parts, summary: true);
        }
    }

    /// <summary>Cost of units that leave, cumulatively rounded; what is expected back is an asset.</summary>
    public static void Issue(EventRun run, OrderBook order, LineBook line, JournalBuilder journal, decimal units, decimal expected)
    {
        if (line.UnitCost is not { } unitCost)
        {
            return;
        }

        var cost = run.Functional.Round(unitCost * line.Shipped) - line.CostIssued;
        line.CostIssued += cost;
        var back = expected == 0m ? 0m : Allocation.Share(cost, expected, units, run.Functional);
        line.ReturnAsset += back;
        line.ExpectedBackUnits += expected;
        var dimensions = new JournalDimensions { Order = order.Order.Id, Line = line.Id, Component = line.Component };
        journal.Debit(AccountRole.Cogs, new Dual(cost - back, cost - back), dimensions);
        journal.Debit(AccountRole.ReturnAsset, new Dual(back, back), dimensions);
        journal.Credit(AccountRole.Inventory, new Dual(cost, cost), dimensions);
    }

    private static decimal Expected(IReadOnlyList<UnitsPart> expected, LineBook line) =>
        expected.Where(part => part.Line == line.Id && part.Component == line.Component).Sum(static part => part.Quantity);

    private static void InvoiceWaiting(EventRun run, OrderBook order)
    {
        var waiting = order.Waiting;
        order.Waiting = [];
        var portions = Portions(order, run.Policies, [.. waiting.SelectMany(static shipment => shipment.Lines)], [], [.. waiting.SelectMany(static shipment => shipment.Expected)]);
        Invoices.Post(run, order, portions.Count > 0 ? portions : [.. Rest(order)], "Invoice");
    }

    private static List<Portion> Portions(
        OrderBook order, FinancePolicies policies, IReadOnlyList<UnitsPart> parts, IReadOnlyList<AmountPart> charges, IReadOnlyList<UnitsPart> expected)
    {
        var portions = new List<Portion>();
        foreach (var group in parts.GroupBy(static part => (part.Line, part.Component)))
        {
            var line = order.Find(group.Key.Line, group.Key.Component);
            var units = group.Sum(static part => part.Quantity);
            portions.Add(new Portion(line, line.At(line.InvoicedUnits + units) - line.At(line.InvoicedUnits))
            {
                Units = units,
                ExpectedBack = Expected(expected, line),
            });
        }

        if (portions.Count == 0)
        {
            return portions;
        }

        foreach (var line in order.Lines.Where(static line => line.Kind == FinanceLineKind.Tip))
        {
            if (line.Current() - line.Invoiced is { IsNothing: false } open)
            {
                portions.Add(new Portion(line, open));
            }
        }

        if (portions.Exists(static portion => portion.Line is { Kind: FinanceLineKind.Product, IsExchange: false }))
        {
            AddShipping(order, policies, charges, portions);
        }

        return portions;
    }

    private static void AddShipping(OrderBook order, FinancePolicies policies, IReadOnlyList<AmountPart> charges, List<Portion> portions)
    {
        var goods = portions.Where(static portion => portion.Line is { Kind: FinanceLineKind.Product, IsExchange: false }).ToArray();
        var last = order.OwnGoods.All(line => line.InvoicedUnits + line.CancelledUnits + goods.Where(portion => portion.Line == line).Sum(static portion => portion.Units) >= line.Units);
        var invoiced = order.OwnGoods.Sum(static line => line.Invoiced.Displayed) + goods.Sum(static portion => portion.Slice.Displayed);
        var all = order.OwnGoods.Sum(static line => line.Current().Displayed);
        foreach (var line in order.Lines.Where(static line => line.Kind == FinanceLineKind.Shipping).ToArray())
        {
            var open = line.Current() - line.Invoiced;
            var slice = last ? open : policies.ShippingRecognition switch
            {
                ShippingRecognition.FirstShipment => open,
                ShippingRecognition.LastShipment => null,
                ShippingRecognition.PerShipmentCharge => Charge(line, charges),
                _ => all == 0m ? open : ProRata(line, invoiced, all),
            };
            if (slice is not null)
            {
                portions.Add(new Portion(line, slice));
            }
        }
    }

    private static Slice ProRata(LineBook line, decimal part, decimal whole)
    {
        var current = line.Current();
        decimal Upto(decimal total, decimal before) => Math.Max(before, Allocation.Share(total, part, whole, line.Currency)) - before;
        return new Slice(
            Upto(current.List, line.Invoiced.List),
            Upto(current.Discount, line.Invoiced.Discount),
            Upto(current.NetDiscount, line.Invoiced.NetDiscount),
            [.. current.Tax.Select((tax, i) => Upto(tax, Slice.At(line.Invoiced.Tax, i)))]);
    }

    private static Slice? Charge(LineBook line, IReadOnlyList<AmountPart> charges)
    {
        var stated = charges.Where(charge => charge.Line == line.Id).Sum(static charge => charge.Amount);
        if (stated == 0m)
        {
            return null;
        }

        var current = line.Current();
        var sofar = line.Invoiced.Displayed + stated;
        EventRun.Refuse(sofar > current.Displayed, "ShippingChargeExceedsOrder");
        decimal Upto(decimal total, decimal before) => Allocation.Share(total, sofar, current.Displayed, line.Currency) - before;
        var discount = Upto(current.Discount, line.Invoiced.Discount);
        return new Slice(
            stated + discount, discount, Upto(current.NetDiscount, line.Invoiced.NetDiscount), [.. current.Tax.Select((tax, i) => Upto(tax, Slice.At(line.Invoiced.Tax, i)))]);
    }

    /// <summary>Everything shipped, shipping and tips that is not invoiced yet.</summary>
    private static IEnumerable<Portion> Rest(OrderBook order)
    {
        foreach (var line in order.Lines)
        {
            if (line.Kind is FinanceLineKind.Shipping or FinanceLineKind.Tip)
            {
                var open = line.Current() - line.Invoiced;
                if (!open.IsNothing)
                {
                    yield return new Portion(line, open);
                }
            }
        }
    }
}
