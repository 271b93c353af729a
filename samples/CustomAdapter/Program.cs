using CustomAdapter;
using ErpSync.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using var warehouse = new PretendWarehouse();
using var http = new HttpClient(warehouse) { BaseAddress = new Uri("https://wms.example/") };
var shop = new InMemoryShop("shop", TimeProvider.System);
shop.Sell("MUG-BLUE", "main");

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddErpSync(sync => sync
    .UseInMemoryStore()
    .AddConnection("wms", _ => new WmsConnector("wms", http, TimeProvider.System))
    .AddConnection("shop", _ => shop)
    .AddFlow(provider => ActivatorUtilities.CreateInstance<ShipmentFlow>(provider, "wms", "shop"))
    .SyncStock(from: "wms", to: "shop"));
using var host = builder.Build();
await host.StartAsync();

var now = TimeProvider.System.GetUtcNow();
warehouse.Count(new WmsStock("MUG-BLUE", "1", now, [new WmsBin("main", 12)]));
warehouse.Ship(new WmsShipment("SH-1", "1", now, "#1001", now, "DHL", "JJD0001", [new WmsLine("MUG-BLUE", 2)]));

var erpSync = host.Services.GetRequiredService<IErpSync>();
await erpSync.SweepAsync("shipments:wms");
await erpSync.SweepAsync("stock:wms");
for (var left = 100; left > 0 && (await erpSync.OverviewAsync()).Counts.Waiting > 0; left--)
{
    await Task.Delay(TimeSpan.FromMilliseconds(50));
}

foreach (var fulfilment in shop.Fulfilments)
{
    Console.WriteLine($"Order {fulfilment.ShopOrderId} fulfilled by {fulfilment.Number}: {fulfilment.Lines[0].Quantity} × {fulfilment.Lines[0].Sku}, {fulfilment.Carrier} {fulfilment.TrackingNumbers[0]}");
}

Console.WriteLine($"MUG-BLUE in the shop: {shop.StockOf("MUG-BLUE", "main")}");
await host.StopAsync();
