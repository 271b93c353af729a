using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;

namespace WarehouseFiles;

/// <summary>A day: goods are counted, sold, shipped, and one of two comes back broken.</summary>
internal sealed class Story(Merchant merchant, SyncHost host, Action<string> tell)
{
    private const string Sku = "SKU-00001";
    private const string Location = "WH-1";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken ct)
    {
        var (shop, erp, warehouse) = (merchant.Shop.World, merchant.Erp.World, merchant.Warehouse);
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-10);

        warehouse.Count(now, (Sku, Location, 20), ("SKU-00002", Location, 5));
        await UntilAsync(() => shop.StockOf(Sku).OnHand == 20, ct);
        tell($"Counted by the warehouse, shown in the shop: {shop.StockOf(Sku).OnHand}");

        var order = shop.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = Sku, Quantity = 2 }], Email = "guest@example.com" });
        await UntilAsync(() => erp.Books.Order(order.Name) is not null, ct);
        var number = erp.Books.Order(order.Name)!.Number;
        tell($"Order {order.Name} is {number} in the ERP; the shop may still sell {shop.StockOf(Sku).Available}");

        // The warehouse knows the order under the ERP's number. The shop's says that it is ours, should the confirmation come before the answer of the ERP.
        warehouse.Ship("SH-1", number, order.Name, now.AddMinutes(1), "JJD0001", (Sku, 2));
        await UntilAsync(() => shop.Order(order.Id).Fulfilments.Count == 1, ct);
        warehouse.Count(now.AddMinutes(2), (Sku, Location, 18));
        await UntilAsync(() => shop.StockOf(Sku) is { OnHand: 18, Committed: 0 } && erp.Books.Shipments.Count == 1, ct);
        tell($"Shipped with {shop.Order(order.Id).Fulfilments[0].Tracking[0].Number}, posted in the ERP, {shop.StockOf(Sku).OnHand} left");

        warehouse.Receive("R-1", number, now.AddMinutes(3), (Sku, 1, "Restock"), (Sku, 1, "Damaged"));
        warehouse.Count(now.AddMinutes(4), (Sku, Location, 19));
        await UntilAsync(() => shop.StockOf(Sku).OnHand == 19, ct);
        while ((await host.ErpSync.CasesAsync(new CaseQuery(), ct)).Count == 0)
        {
            await Task.Delay(Poll, ct);
        }

        foreach (var open in await host.ErpSync.CasesAsync(new CaseQuery(), ct))
        {
            tell($"Case {open.Report.Code}: {open.Report.Message} {open.Report.Hint}");
        }

        foreach (var file in await host.ErpSync.SearchAsync(new SubjectQuery(Flow: "files:wms"), ct))
        {
            tell($"{file.Title}: {(await host.ErpSync.TimelineAsync(file.Subject, ct: ct))[^1].Text}");
        }
    }

    private static async Task UntilAsync(Func<bool> condition, CancellationToken ct)
    {
        while (!condition())
        {
            await Task.Delay(Poll, ct);
        }
    }
}
