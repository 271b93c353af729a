using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>Reads <c>given</c>.</summary>
internal static class GivenReader
{
    private static readonly DateTimeOffset DefaultClock = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static Given Read(Node node)
    {
        var clock = node.OptionalInstant("clock") ?? DefaultClock;
        var policies = node.OptionalChild("policies")?.Read(PolicyReader.Read) ?? new InventoryPolicies();
        var stock = node.Table("stock", ReadCell).ToDictionary(static entry => Cell(entry.Key), static entry => entry.Value);
        var receipts = node.List("incoming", ReadReceipt);
        var bases = node.Table("bases", static (value, path) => new Node(value, path).Read(StepReader.Snapshot));
        var locations = node.Table("locations", static (value, path) => new Node(value, path).Read(ReadLocation));
        var known = locations.Keys.Concat(stock.Keys.Select(static cell => cell.Location)).Concat(receipts.Select(static receipt => receipt.Location))
            .Concat(bases.Keys.Select(static key => Cell(key).Location)).Distinct(StringComparer.Ordinal).ToList();
        var pools = node.Has("pools")
            ? node.Table("pools", static (value, path) => new Node(value, path).Read(ReadPool))
            : new Dictionary<string, StockPool> { [StockPool.DefaultName] = new(known) };
        return new Given(
            new InventorySetup
            {
                Items = node.Table("items", (value, path) => new Node(value, path).Read(item => ReadItem(item, policies.Backorder))),
                Locations = locations,
                Pools = pools,
                Channels = node.Table("channels", static (value, path) => new Node(value, path).Read(ReadChannel)),
                Buffers = node.Table("buffers", static (value, path) => new Node(value, path).Read(ReadBuffer))
                    .ToDictionary(static entry => Cell(entry.Key), static entry => entry.Value),
                Policies = policies,
            },
            new InventoryOpening
            {
                At = clock,
                Stock = stock,
                Receipts = receipts,
                Orders = node.List("orders", ReadOrder),
                PreordersTaken = node.Table("preordersTaken", IReadOnlyDictionary<string, decimal> (value, path) => Numbers(value)),
                Bases = bases.ToDictionary(static entry => Cell(entry.Key), static entry => entry.Value),
                Published = [.. node.Table("shop", static (value, path) => new Node(value, path).Read(static shop => ((long)shop.Number("version"), shop.Number("value"))))
                    .Select(static entry => new OpeningPublish(Split(entry.Key, '/').First, Split(entry.Key, '/').Second, entry.Value.Item1, entry.Value.Item2))],
                ImportedRows = node.List("claimLedger", static row =>
                    new ImportedClaimRow(row.Text("order"), row.Text("claim"), row.Text("sku"), row.Text("cell"), row.Number("qty"))),
                ClosedOrders = node.Texts("closedOrders"),
            });
    }

    public static CellKey Cell(string key)
    {
        var (sku, location) = Split(key, '@');
        return new CellKey(sku, location);
    }

    public static (string First, string Second) Split(string key, char separator)
    {
        var at = key.IndexOf(separator, StringComparison.Ordinal);
        return at > 0 ? (key[..at], key[(at + 1)..]) : throw new GoldenFormatException($"'{key}' has no '{separator}'");
    }

    public static Dictionary<string, decimal> Numbers(JsonElement value) =>
        value.EnumerateObject().ToDictionary(static entry => entry.Name, static entry => Node.ParseNumber(entry.Value), StringComparer.Ordinal);

    private static CellBalance ReadCell(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Number
            ? new CellBalance(value.GetDecimal())
            : new Node(value, path).Read(static cell => new CellBalance(
                cell.OptionalNumber("Sellable") ?? 0m, cell.OptionalNumber("Quality") ?? 0m, cell.OptionalNumber("Damaged") ?? 0m, cell.OptionalNumber("Quarantine") ?? 0m));

    private static StockLocation ReadLocation(Node node) => new()
    {
        Priority = node.OptionalWhole("priority") ?? 0,
        Distance = node.OptionalNumber("distance"),
        ShipCost = node.OptionalNumber("shipCost"),
        Enabled = node.Flag("enabled", otherwise: true),
        Serves = node.Flag("serves", otherwise: true),
    };

    private static StockPool ReadPool(Node node) => new(node.Texts("locations")) { Buffer = node.OptionalChild("buffer")?.Read(ReadBuffer) };

    private static IStockBuffer ReadBuffer(Node node) =>
        node.OptionalNumber("abs") is { } units ? StockBuffer.Units(units)
        : node.OptionalNumber("percentOnHand") is { } percent ? StockBuffer.PercentOnHand(percent)
        : StockBuffer.DaysOfCover(node.Number("daysCover"), node.Number("velocity"));

    private static StockItem ReadItem(Node node, BackorderPolicy general) => new()
    {
        Scale = node.OptionalWhole("scale") ?? 0,
        Units = node.Find("units") is { } units ? Numbers(units) : new Dictionary<string, decimal>(),
        Backorder = node.OptionalChild("backorder")?.Read(backorder => PolicyReader.Backorder(backorder, general)),
        Kit = node.OptionalChild("kit")?.Read(static kit =>
            new StockKit(Numbers(kit.Get("components"))) { Stocked = kit.Flag("stocked"), AssembleToOrder = kit.Flag("assembleToOrder") }),
    };

    private static SalesChannel ReadChannel(Node node) => new()
    {
        Pool = node.OptionalText("pool") ?? StockPool.DefaultName,
        Rules = node.List("rules", ReadRule),
        Unit = node.OptionalText("unit"),
        PublishAs = node.Choice("publishAs", PublishedQuantity.Available),
        Priority = node.OptionalWhole("priority") ?? 0,
    };

    private static IChannelRule ReadRule(Node node) => node.Text("rule") switch
    {
        "Shared" => ChannelRule.Shared,
        "HoldBack" => ChannelRule.HoldBack(node.Number("k")),
        "Cap" => ChannelRule.Cap(node.Number("m")),
        "Percent" => ChannelRule.Percent(node.Number("p")),
        "Quota" => ChannelRule.Quota(node.Number("q")),
        "CloseBelow" => ChannelRule.CloseBelow(node.Number("t")),
        var other => throw node.Error($"'{other}' is no channel rule"),
    };

    private static ExpectedReceipt ReadReceipt(Node node) =>
        new(node.Text("id"), node.Text("sku"), node.Text("location"), node.Number("qty"), node.OptionalInstant("eta"));

    private static OpeningOrder ReadOrder(Node node) => new(node.Text("order"), node.List("lines", ReadLine))
    {
        Channel = node.OptionalText("channel"),
        Pool = node.OptionalText("pool"),
        Session = node.OptionalText("session"),
        Priority = node.OptionalWhole("priority") ?? 100,
        Promised = node.OptionalInstant("promised"),
        PlacedAt = node.OptionalInstant("placedAt"),
        Payment = node.Choice("payment", PaymentProgress.None),
    };

    private static OpeningLine ReadLine(Node node) => new(node.Whole("line"), node.Text("sku"), node.Number("qty"))
    {
        UnitPrice = node.OptionalNumber("unitPrice"),
        Reserved = node.OptionalNumber("R"),
        Allocated = Places(node, "A"),
        Picked = Places(node, "picked"),
        Pins = Places(node, "pins"),
        Backordered = node.OptionalNumber("B") ?? 0m,
        Preordered = node.OptionalNumber("P") ?? 0m,
        Unclaimed = node.OptionalNumber("U") ?? 0m,
        InFlight = node.OptionalNumber("N") ?? 0m,
        Shipped = node.List("shipped", static shipment => new OpeningShipment(shipment.Text("location"), shipment.Number("qty"))
        {
            IssueSequence = (long?)shipment.OptionalNumber("giSeq"),
            IssuedAt = shipment.OptionalInstant("giAt"),
            Document = shipment.OptionalText("document"),
        }),
        Cancelled = node.OptionalNumber("cancelled") ?? 0m,
        Returned = node.OptionalNumber("returned") ?? 0m,
        AcknowledgedSequence = (long?)node.OptionalNumber("ackSeq"),
        AcknowledgedAt = node.OptionalInstant("ackAt"),
        AcknowledgedLocation = node.OptionalText("ackLocation"),
        Since = node.OptionalInstant("since"),
    };

    private static Dictionary<string, decimal> Places(Node node, string key) => node.Find(key) is { } value ? Numbers(value) : [];
}
