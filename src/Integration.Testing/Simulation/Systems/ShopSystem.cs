using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>The books of the simulated shop, and what people do in it.</summary>
internal sealed class ShopSystem(Func<DateTimeOffset> clock, Action<string, string> changed)
{
    private readonly Dictionary<string, ShopOrder> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _stock = new(StringComparer.Ordinal);

    public ChangeFeed OrderChanges { get; } = new();

    public ChangeFeed StockChanges { get; } = new();

    public IReadOnlyCollection<ShopOrder> Orders => _orders.Values;

    public IReadOnlyDictionary<string, decimal> Stock => _stock;

    /// <summary>Fulfilments by the shipment they were made for; more than one for a shipment is one too many.</summary>
    public List<(string Shipment, string Order)> Fulfilments { get; } = [];

    /// <summary>Units that open orders will take.</summary>
    public int Committed(string sku) => _orders.Values.Where(order => order.CancelledAt is null).SelectMany(order => order.Lines).Where(line => line.Sku == sku).Sum(line => line.Open);

    public ShopOrder? Find(string id) => _orders.GetValueOrDefault(id);

    public void Sell(string sku, decimal onHand)
    {
        _stock[sku] = onHand;
        StockChanges.Touch(sku, clock());
    }

    public void Place(ShopOrder order)
    {
        order.Pay(order.Total, clock());
        _orders[order.Id] = order;
        Changed(order);
    }

    public void Add(ShopOrder order, string sku, int quantity, decimal price)
    {
        order.Lines.Add(new ShopLine($"{order.Id}-{order.Lines.Count + 1}", sku, quantity, price));
        order.Pay(quantity * price * (1 + ShopOrder.TaxRate), clock());
        order.WasChanged = true;
        Changed(order);
    }

    public void Cancel(ShopOrder order)
    {
        order.Cancel(clock());
        order.WasChanged = true;
        Changed(order);
    }

    public void GiveBack(ShopOrder order, ShopLine line, int units, RestockType restock)
    {
        order.GiveBack(line, units, restock, clock());
        order.WasChanged = true;
        Changed(order);
    }

    /// <summary>Somebody opened and saved the order without changing what counts.</summary>
    public void Touch(ShopOrder order) => Changed(order);

    public void Count(string sku, decimal onHand)
    {
        _stock[sku] = onHand;
        StockChanges.Touch(sku, clock());
        changed(EntityNames.Item, sku);
    }

    /// <summary>Records a fulfilment, once per shipment.</summary>
    public WriteResult Fulfil(WriteItem<Shipment> item)
    {
        var shipment = item.Value;
        if (Fulfilments.Exists(made => made.Shipment == shipment.Id))
        {
            return new WriteResult.Applied(item.ItemId, new RecordRef($"F-{shipment.Id}"), WasReplay: true);
        }

        if (shipment.ShopOrderId is not { } id || Find(id) is not { } order)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Invalid, "shop.no-order", "There is no such order."));
        }

        var lines = shipment.Lines.Select(line => new FulfilmentLine(line.ShopLineId!, (int)line.Quantity)).ToList();
        foreach (var group in lines.GroupBy(line => line.LineId, StringComparer.Ordinal))
        {
            if (order.Lines.Find(line => line.Id == group.Key) is not { } own || own.Open < group.Sum(line => line.Quantity))
            {
                return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Rejected, "shop.not-fulfillable", $"Line {group.Key} has fewer open units."));
            }
        }

        order.Fulfil($"F-{shipment.Id}", lines, clock());
        Fulfilments.Add((shipment.Id, order.Id));
        foreach (var line in shipment.Lines)
        {
            _stock[line.Sku] -= line.Quantity;
            StockChanges.Touch(line.Sku, clock());
            changed(EntityNames.Item, line.Sku);
        }

        Changed(order);
        return new WriteResult.Applied(item.ItemId, new RecordRef($"F-{shipment.Id}"));
    }

    /// <summary>Sets stock when it still is what the writer saw.</summary>
    public WriteResult SetStock(WriteItem<StockLevel> item)
    {
        var cell = item.Value.Cells[0];
        if (cell.ChangeFrom is { } seen && _stock[item.Value.Sku] != seen)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Conflict, "shop.stock-changed", "The stock changed meanwhile."));
        }

        _stock[item.Value.Sku] = cell.OnHand;
        StockChanges.Touch(item.Value.Sku, clock());
        changed(EntityNames.Item, item.Value.Sku);
        return new WriteResult.Applied(item.ItemId, new RecordRef(item.Value.Sku));
    }

    private void Changed(ShopOrder order)
    {
        OrderChanges.Touch(order.Id, clock());
        changed(EntityNames.Order, order.Id);
    }
}
