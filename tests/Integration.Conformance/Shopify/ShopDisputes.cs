using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopDisputes(ShopWorld world) : SourceFixture<PaymentDispute>(ConformanceReports.Json<PaymentDispute>())
{
    private const string Prefix = "gid://shopify/ShopifyPaymentsDispute/";
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);

    public override string Entity => EntityNames.PaymentDispute;

    public override TimeSpan Lag => TimeSpan.FromDays(13);

    public override string MissingId => Prefix + "1";

    public override IReadOnlyList<string> KnownCheckpoints => ["""{"of":"disputes","since":"2026-05-28T09:00:00Z"}"""];

    public override IReadOnlyList<string> RequiredMembers => ["shopifyPaymentsAccount", "nodes", "id", "initiatedAt", "status", "amount"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(Open(10.50m));

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        if (!_decided.Add(id))
        {
            return new(false);
        }

        world.Payments.DecideDispute(long.Parse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture), won: false);
        return new(true);
    }

    public override string? Hollow(string body) => GraphHollow.Of(body);

    public override ValueTask<string?> AddWithAmountAsync(Money amount, CancellationToken ct) =>
        new(amount.Currency.Code != "EUR" || amount.Rounded() != amount || amount.Amount <= 0m ? null : Open(amount.Amount));

    protected override Money? AmountOf(PaymentDispute record) => record.Amount;

    private string Open(decimal amount)
    {
        var order = world.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Title = "Disputed", UnitPrice = amount }], Email = ConformanceCanary.Email });
        return Prefix + world.Payments.OpenDispute(order.Id).ToString(CultureInfo.InvariantCulture);
    }
}
