using CsCheck;
using ErpSync.Inventory;

namespace ErpSync.Core.Tests.Inventory;

/// <summary>Random lives of a small warehouse: two items and a kit of them, two or three places, carts, orders, payments, shipments, returns.</summary>
internal static class RandomEvents
{
    private static readonly string[] Skus = ["X", "Y", "K"];
    private static readonly string[] Places = ["A", "B"];

    /// <summary>Everything that can happen, facts that nobody could refuse included.</summary>
    public static readonly Gen<InventoryEvent[]> Any = Gen.Select(Gen.Int[0, 17], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[1, 6], Make).Array[1, 40];

    /// <summary>What customers and well-behaved warehouses do: nothing shrinks, nothing is shipped that is not claimed.</summary>
    public static readonly Gen<InventoryEvent[]> Orderly = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[1, 6], Make).Array[1, 40];

    public static InventorySetup Setup(InventoryPolicies policies, bool shared = false) => new()
    {
        Items = new Dictionary<string, StockItem> { ["K"] = new() { Kit = new StockKit(new Dictionary<string, decimal> { ["X"] = 2m, ["Y"] = 1m }) } },
        Locations = new Dictionary<string, StockLocation> { ["A"] = new() { Priority = 1 }, ["B"] = new() { Priority = 2 } },
        Pools = shared
            ? new Dictionary<string, StockPool> { ["MAIN"] = new(["A", "B"]), ["STORE"] = new(["B"]) }
            : new Dictionary<string, StockPool> { ["MAIN"] = new(["A", "B"]) },
        Channels = new Dictionary<string, SalesChannel>
        {
            ["web"] = new(),
            ["mkt"] = new() { Rules = [ChannelRule.Quota(7m)], Priority = 1 },
        },
        Policies = policies,
    };

    public static InventoryOpening Opening { get; } = new()
    {
        At = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
        Stock = new Dictionary<CellKey, CellBalance> { [new("X", "A")] = new(12m), [new("X", "B")] = new(9m), [new("Y", "A")] = new(6m), [new("Y", "B")] = new(3m) },
    };

    private static InventoryEvent Make(int kind, int first, int second, int quantity)
    {
        var order = $"o{first}";
        var sku = Skus[second % 3];
        var place = Places[second % 2];
        var part = Skus[second % 2];
        return kind switch
        {
            0 or 1 => new InventoryEvent.OrderPlaced(order, [new ClaimLine(1, sku, quantity), new ClaimLine(2, part, 1m)])
            {
                Channel = second % 2 == 0 ? "web" : "mkt",
                Cart = second == 5 ? $"c{first}" : null,
                Priority = second,
            },
            2 => new InventoryEvent.CartHeld($"c{first}", [new ClaimLine(1, sku, quantity)]) { Session = $"s{second}" },
            3 => new InventoryEvent.LineCancelled(order, 1 + (second % 2), quantity, Recall: second == 4),
            4 => new InventoryEvent.AllocationRequested(order),
            5 => new InventoryEvent.Picked(order, 1, place, quantity),
            6 => new InventoryEvent.Captured(order, $"t{second}"),
            7 => new InventoryEvent.CartChanged($"c{first}", 1, quantity - 1),
            8 => new InventoryEvent.Received(part, place, quantity),
            9 => new InventoryEvent.Shipped(order, 1, place, quantity) { Document = second == 0 ? null : $"D{second}{quantity}" },
            10 => new InventoryEvent.ReturnReceived(order, 1, place, new ReturnDisposition(Restock: quantity, Damaged: second)),
            11 => new InventoryEvent.Adjusted(part, place, quantity - 4m, "count"),
            12 => new InventoryEvent.SnapshotTaken(part, place, new StockSnapshot(second > 2 ? SnapshotKind.OnHand : SnapshotKind.Available, quantity + 5m) { Watermark = quantity }),
            13 => new InventoryEvent.ErpAcknowledged(order) { Sequence = quantity },
            14 => new InventoryEvent.OrderEdited(order, [new LineChange(1, quantity), new LineChange(3, quantity, null, part)]),
            15 => new InventoryEvent.PaymentFailed(order),
            16 => new InventoryEvent.FulfilmentCancelled(order, 1, place, 1m),
            _ => new InventoryEvent.TransferShipped($"f{first}", part, "A", "B", quantity),
        };
    }
}
