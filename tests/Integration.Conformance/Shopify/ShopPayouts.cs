using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.Shopify;

internal sealed class ShopPayouts(ShopWorld world) : SourceFixture<Payout>(ConformanceReports.Json<Payout>())
{
    private const string Prefix = "gid://shopify/ShopifyPaymentsPayout/";
    private static readonly string[] Outcomes = ["PAID", "FAILED", "CANCELED"];

    public override string Entity => EntityNames.Payout;

    public override TimeSpan Lag => TimeSpan.FromDays(13);

    public override string MissingId => Prefix + "1";

    public override IReadOnlyList<string> KnownCheckpoints => ["""{"of":"payouts","time":"2026-11-24T09:00:00Z","id":"9100000000001","floor":"2026-11-10T09:00:00Z"}"""];

    public override IReadOnlyList<string> RequiredMembers => ["shopifyPaymentsAccount", "nodes", "id", "issuedAt", "status", "net", "amount"];

    public override IReadOnlyList<string> WordMembers => ["type"];

    public override ValueTask<string> AddAsync(CancellationToken ct) => new(Issue(10.50m, null));

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct)
    {
        var payout = world.Payments.Payouts.Single(payout => Of(payout) == id);
        world.Payments.Settle(payout.Id, Outcomes[(Array.IndexOf(Outcomes, payout.Status) + 1) % Outcomes.Length]);
        return new(true);
    }

    public override string? Hollow(string body) => GraphHollow.Of(body);

    public override ValueTask<string?> AddWithTextAsync(string text, CancellationToken ct) => new(Issue(10.50m, text));

    public override ValueTask<string?> AddWithAmountAsync(Money amount, CancellationToken ct) =>
        new(amount.Currency.Code != "EUR" || amount.Rounded() != amount || amount.IsZero ? null : Issue(amount.Amount, null));

    protected override string? TextOf(Payout record) => record.Transactions[0].Reason;

    protected override Money? AmountOf(Payout record) => record.Net;

    protected override (Money Parts, Money Total)? SumOf(Payout record) =>
        (new Money(record.Transactions.Sum(item => item.Amount.Amount - item.Fee.Amount), record.Net.Currency), record.Net);

    private string Issue(decimal amount, string? reason)
    {
        world.Payments.Adjust(amount, reason: reason);
        return Of(world.Payments.Issue(paid: false));
    }

    private static string Of(ShopPayout payout) => Prefix + payout.Id.ToString(CultureInfo.InvariantCulture);
}
