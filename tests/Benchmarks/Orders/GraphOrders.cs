using System.Globalization;
using ErpSync.Adapters.Shopify;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Orders;

/// <summary>Orders as the connector reads them by id: GraphQL answers of the sandbox shop, given from memory.</summary>
internal sealed class GraphOrders : IAsyncDisposable
{
    private readonly SandboxShop _shop;
    private readonly RecordedAnswers _answers = new();
    private readonly HttpClient _http;
    private readonly ISource<Order> _orders;

    private GraphOrders(SandboxShop shop)
    {
        _shop = shop;
        _http = new HttpClient(_answers);
        var options = new ShopifyOptions { ShopDomain = shop.ShopDomain, Endpoint = shop.BaseAddress, AccessToken = shop.AccessToken };
        _orders = ShopifyConnectorFactory.Create("shop", options, _http, TimeProvider.System, new UnheardBudgets(), NullLoggerFactory.Instance);
    }

    public static async Task<GraphOrders> StartAsync() =>
        new(await SandboxShop.StartAsync(new SandboxShopOptions { Catalog = SandboxCatalog.Create(150, 1), BucketSize = 1_000_000, RestoreRate = 1_000_000 }));

    /// <summary>Places an order and tells its id.</summary>
    /// <param name="lines">Lines, two pieces each.</param>
    /// <param name="refunds">Refunds, one piece of a line each.</param>
    public string Place(int lines, int refunds)
    {
        var order = _shop.World.PlaceOrder(new NewOrder
        {
            Lines = [.. _shop.World.Stock.Take(lines).Select(stock => new NewOrderLine { Sku = stock.Sku, Quantity = 2 })],
            ShippingLines = [new NewShippingLine("Standard", 5m)],
            PresentmentCurrency = "USD",
        });
        foreach (var line in order.Lines.Take(refunds))
        {
            _shop.World.Refund(order.Id, new RefundRequest { Lines = [new RefundLineRequest(line.Id, 1)] });
        }

        return string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Order/{order.Id}");
    }

    /// <summary>Reads one order and tells how many bytes of JSON it took.</summary>
    public async Task<(Order Order, int Bytes)> ReadAsync(string id)
    {
        var before = _answers.Bytes;
        await foreach (var record in _orders.FindAsync([id], CancellationToken.None))
        {
            return (record.Value ?? throw new InvalidOperationException($"Order {id} was not read: {record.Fault}."), (int)(_answers.Bytes - before));
        }

        throw new InvalidOperationException($"Order {id} was not answered.");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _answers.Dispose();
        await _shop.DisposeAsync();
    }

    private sealed class UnheardBudgets : IRateBudgetReporter
    {
        public void Report(string connection, RateBudget budget)
        {
        }
    }
}
