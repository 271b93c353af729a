using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopOrders(ShopWorld world) : SourceFixture<Order>(ConformanceReports.Json<Order>())
{
    private const string Sku = "ORDERED";
    private bool _hasArticle;
    private int _changes;

    public override string Entity => EntityNames.Order;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "gid://shopify/Order/1";

    public override IReadOnlyList<string> KnownCheckpoints => ["""{"time":"2026-11-24T09:00:00Z","id":"9100000000001","floor":"2026-11-24T08:50:00Z"}"""];

    public override IReadOnlyList<string> RequiredMembers => ["nodes", "id", "name", "updatedAt", "currencyCode", "currentTotalPriceSet", "lineItems", "originalUnitPriceSet", "quantity"];

    public override IReadOnlyList<string> WordMembers => ["kind", "status", "restockType"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(Add());

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        world.ChangeAddress(Number(id), new ShopAddress { Address1 = string.Create(CultureInfo.InvariantCulture, $"Nebenweg {++_changes}"), City = "Bremen", Zip = "28195" });
        return new(true);
    }

    public override ValueTask<bool> DeleteAsync(string id, CancellationToken ct)
    {
        world.DeleteOrder(Number(id));
        return new(true);
    }

    public override string? Hollow(string body) => GraphHollow.Of(body);

    public override ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => new(Add(new NewOrderLine { Title = text, UnitPrice = 1m }));

    public override ValueTask<string?> AddWithAmountAsync(Money amount, CancellationToken ct) =>
        new(amount.Currency.Code == "EUR" ? Add(new NewOrderLine { Title = "Custom", UnitPrice = amount.Amount, Taxes = [] }) : null);

    protected override string? TextOf(Order record) => record.Lines[0].Title;

    protected override Money? AmountOf(Order record) => record.Lines[0].UnitPrice.Shop;

    protected override IReadOnlyList<MoneyPair> PairsOf(Order record) =>
    [
        record.Totals.Current, .. record.Lines.Select(line => line.UnitPrice), .. record.Lines.SelectMany(line => line.TaxLines).Select(tax => tax.Amount),
        .. record.ShippingLines.Select(line => line.Price),
    ];

    /// <summary>The proof of the money itself, in both currencies: what does not tie is a difference.</summary>
    protected override (Money Parts, Money Total)? SumOf(Order record) => OrderMoney.Check(record) is [var mismatch, ..]
        ? (mismatch.Expected, mismatch.Found)
        : (record.Totals.Current.Shop, record.Totals.Current.Shop);

    private static long Number(string id) => long.Parse(id[(id.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);

    private string Add(NewOrderLine? line = null)
    {
        if (!_hasArticle)
        {
            world.AddArticle(new SandboxItem(Sku, "Ordered article", 11.90m, 0.19m, 1_000_000, "4006381000017"));
            _hasArticle = true;
        }

        var order = world.PlaceOrder(new NewOrder
        {
            Lines = [line ?? new NewOrderLine { Sku = Sku, Quantity = 2 }],
            ShippingLines = line is null ? [new NewShippingLine("Parcel", 4.90m)] : [],
            PresentmentCurrency = line is null ? "USD" : null,
            Email = ConformanceCanary.Email,
            ShippingAddress = new ShopAddress { FirstName = "Canary", LastName = "Person", Address1 = ConformanceCanary.Street, City = "Hamburg", Zip = "20457", Phone = ConformanceCanary.Phone },
        });
        return string.Create(CultureInfo.InvariantCulture, $"gid://shopify/Order/{order.Id}");
    }
}
