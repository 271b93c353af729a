using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Orders of a shop to documents of an ERP: reads the order, what was written for it, and what became of that.</summary>
internal sealed class OrderFlow(
    string shop, string erp, OrderPlanner planner, IRecordReader reader, ISyncStore store, StockLedger? ledger, DemandRecorder? demand) : SyncFlow<OrderReading>
{
    public override string Name { get; } = FlowNames.Orders(shop);

    public override string SourceConnection => shop;

    public override string SourceEntity => EntityNames.Order;

    protected override async ValueTask<IReadOnlyList<Reading<OrderReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct)
    {
        var orders = await reader.FindAsync<Order>(shop, EntityNames.Order, [.. heads.Select(head => head.Subject.Id)], ct).ConfigureAwait(false);
        var links = (await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct).ConfigureAwait(false)).ToLookup(link => link.Subject);
        var (states, stateFault) = await ReadStatesAsync(links.SelectMany(group => group), ct).ConfigureAwait(false);
        var customers = await ReadCustomersAsync(orders.Values.Select(record => record.Value?.Customer?.Id).OfType<string>(), ct).ConfigureAwait(false);
        var booked = await BookStockAsync(heads, orders, ct).ConfigureAwait(false);
        return [.. heads.Select(head => orders.ToReading(head.Subject.Id, order => new OrderReading(
            order,
            [.. links[head.Subject].Select(link => new WrittenRecord(link.Name, link.Ref, link.Memo))],
            states,
            order?.Customer is { } customer ? customers.GetValueOrDefault(customer.Id) : null)
        {
            FollowUps = Booking(order?.Id).Value?.FollowUps ?? [],
            Refusals = Booking(order?.Id).Value?.Refusals ?? [],
        })).Select((reading, index) => Booking(heads[index].Subject.Id).Fault is { } unread ? new Reading<OrderReading>(null, unread)
            : Needed(links[heads[index].Subject]).Any(id => !states.ContainsKey(id)) && stateFault is not null ? new Reading<OrderReading>(null, stateFault) : reading)];

        Reading<OrderBooking> Booking(string? id) => id is null ? default : booked.GetValueOrDefault(id);
    }

    protected override SubjectPlan Plan(SubjectHead head, OrderReading reading, DateTimeOffset now)
    {
        var plan = planner.Plan(head.Subject.Id, reading, now);
        plan = reading.FollowUps.Count == 0 ? plan : plan with { FollowUps = [.. plan.FollowUps, .. reading.FollowUps] };
        return demand is null ? plan : demand.Remember(plan, shop, reading, now);
    }

    /// <summary>What the orders claim; booked before they are planned, because units are claimed whatever the ERP says to the documents.</summary>
    private async ValueTask<IReadOnlyDictionary<string, Reading<OrderBooking>>> BookStockAsync(
        IReadOnlyList<SubjectHead> heads, IReadOnlyDictionary<string, SourceRecord<Order>> read, CancellationToken ct)
    {
        var orders = heads.Select(head => (Order: read.GetValueOrDefault(head.Subject.Id)?.Value, head.Grant)).Where(static pair => pair.Order is not null)
            .Select(static pair => (Order: pair.Order!, pair.Grant)).DistinctBy(static pair => pair.Order.Id).ToList();
        if (ledger is null || orders.Count == 0)
        {
            return new Dictionary<string, Reading<OrderBooking>>();
        }

        var faults = await ReadFirstLevelsAsync(ledger, [.. orders.Select(static pair => pair.Order)], orders[0].Grant, ct).ConfigureAwait(false);
        var booked = await Task.WhenAll(orders.Select(async pair => (pair.Order.Id, Booking: ledger.Kits.Of(pair.Order, shop).Select(line => faults.GetValueOrDefault(line.Sku)).FirstOrDefault(static fault => fault is not null) is { } fault
            ? new Reading<OrderBooking>(null, fault)
            : new Reading<OrderBooking>(await ledger.BookAsync(shop, pair.Order, pair.Grant, ct).ConfigureAwait(false))))).ConfigureAwait(false);
        return booked.ToDictionary(static each => each.Id, static each => each.Booking, StringComparer.Ordinal);
    }

    /// <summary>Reads stock that orders want to claim and that was never read: it is not nought, it is not known. What cannot be read lets its orders wait.</summary>
    private async ValueTask<IReadOnlyDictionary<string, Fault>> ReadFirstLevelsAsync(
        StockLedger stock, IReadOnlyList<Order> orders, LaneGrant lane, CancellationToken ct)
    {
        if (await stock.UnreadAsync(shop, orders, ct).ConfigureAwait(false) is not { } unread)
        {
            return new Dictionary<string, Fault>();
        }

        var levels = await reader.FindAsync<StockLevel>(unread.Owner, EntityNames.StockLevel, unread.Skus, ct).ConfigureAwait(false);
        var read = levels.Values.Select(static record => record.Value is { } level ? level with { Sku = record.Id } : null).OfType<StockLevel>().Select(level => new LevelReading(level, lane));
        await stock.BookLevelsAsync(unread.Owner, [.. read], ct).ConfigureAwait(false);
        return unread.Skus
            .Select(sku => (Sku: sku, Fault: levels.TryGetValue(sku, out var record) ? record.Fault : RecordReadings.NotAnswered(sku)))
            .Where(static pair => pair.Fault is not null)
            .ToDictionary(static pair => pair.Sku, static pair => pair.Fault!, StringComparer.Ordinal);
    }

    /// <summary>States of all documents; when the ERP does not answer, only the orders that have documents wait for it.</summary>
    private async ValueTask<(IReadOnlyDictionary<string, SalesDocumentState> States, Fault? Fault)> ReadStatesAsync(IEnumerable<Link> links, CancellationToken ct)
    {
        var ids = Needed(links).ToList();
        var states = new Dictionary<string, SalesDocumentState>(StringComparer.Ordinal);
        if (ids.Count == 0)
        {
            return (states, null);
        }

        try
        {
            var records = await reader.FindAsync<SalesDocumentState>(erp, EntityNames.SalesDocumentState, ids, ct).ConfigureAwait(false);
            Fault? fault = null;
            foreach (var id in ids)
            {
                if (!records.TryGetValue(id, out var record) || record.Fault is not null)
                {
                    fault = record?.Fault ?? RecordReadings.NotAnswered(id);
                }
                else if (record.Value is { } state)
                {
                    states[id] = state;
                }
            }

            return (states, fault);
        }
        catch (ConnectorException exception)
        {
            return (states, exception.Fault);
        }
    }

    private async ValueTask<IReadOnlyDictionary<string, CustomerRef>> ReadCustomersAsync(IEnumerable<string> customerIds, CancellationToken ct)
    {
        var subjects = customerIds.Distinct(StringComparer.Ordinal).Select(id => new SubjectKey(FlowNames.Customers(shop), id)).ToList();
        return subjects.Count == 0
            ? new Dictionary<string, CustomerRef>()
            : (await store.ReadLinksAsync(subjects, ct).ConfigureAwait(false))
                .Where(link => link.Name == LinkNames.Customer)
                .ToDictionary(link => link.Subject.Id, link => new CustomerRef(link.Ref.Id, link.Ref.DisplayNumber ?? link.Ref.Id), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Needed(IEnumerable<Link> links) =>
        links.Where(link => link.Name.StartsWith(LinkNames.DocumentPrefix, StringComparison.Ordinal)).Select(link => link.Ref.Id);
}
