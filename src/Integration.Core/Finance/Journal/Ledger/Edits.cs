using ErpSync.Finance.Orders;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Orders that change: edited lines and exchange items. Both post nothing themselves.</summary>
internal static class Edits
{
    public static void Edit(EventRun run, FinanceEvent.OrderEdited edited)
    {
        var order = run.Order();
        foreach (var id in edited.Remove)
        {
            var gone = order.Lines.FindAll(line => line.Id == id);
            EventRun.Refuse(gone.Count == 0, "UnknownLine");
            EventRun.Refuse(gone.Exists(static line => line.IsTouched), "EditAfterShipment");
            order.Lines.RemoveAll(line => line.Id == id);
        }

        var taxHolds = true;
        foreach (var line in edited.Lines)
        {
            var isExchange = order.Lines.Exists(known => known.Id == line.Id && known.IsExchange);
            var lines = OrderAcceptance.Lines(order.Order, [line], [], isExchange, out var holds);
            taxHolds &= holds;
            var index = order.Lines.FindIndex(known => known.Id == line.Id);
            EventRun.Refuse(order.Lines.Exists(known => known.Id == line.Id && known.IsTouched), "EditAfterShipment");
            order.Lines.RemoveAll(known => known.Id == line.Id);
            order.Lines.InsertRange(index < 0 ? order.Lines.Count : index, lines);
        }

        EventRun.Refuse(!taxHolds, "TaxMismatch");
        EventRun.Refuse(order.Lines.Where(static line => !line.IsExchange).Sum(static line => line.CurrentGross()) != edited.Total, "OrderTotalMismatch");
        Shipments.Close(run, order);
    }

    public static void Exchange(EventRun run, FinanceEvent.ExchangeCreated exchange)
    {
        var order = run.Order();
        var lines = OrderAcceptance.Lines(order.Order, exchange.Lines, [], isExchange: true, out var taxHolds);
        EventRun.Refuse(!taxHolds, "TaxMismatch");
        order.Lines.AddRange(lines);
    }
}
