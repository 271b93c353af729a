using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.Shopify;

namespace ErpSync.Sandbox.Tests.Shopify;

/// <summary>The payment provider of the sandbox shop: what it tells, in whose words, and that its figures tie.</summary>
public sealed class PaymentsTests
{
    private const string Payouts = """
        query($q: String) { shopifyPaymentsAccount { id defaultCurrency payouts(first: 10, query: $q, sortKey: ISSUED_AT) {
          nodes { id legacyResourceId status transactionType externalTraceId net { amount currencyCode }
            summary { chargesGross { amount } chargesFee { amount } refundsFeeGross { amount } adjustmentsGross { amount } reservedFundsGross { amount } } } pageInfo { hasNextPage } } } }
        """;

    private const string Balance = """
        query($q: String, $hide: Boolean) { shopifyPaymentsAccount { id balance { amount } balanceTransactions(first: 50, query: $q, hideTransfers: $hide, sortKey: ID) {
          nodes { type sourceType sourceId sourceOrderTransactionId adjustmentReason amount { amount } fee { amount } net { amount } associatedOrder { name } associatedPayout { id status } } } } }
        """;

    [Fact]
    public async Task A_payout_is_made_of_what_orders_were_paid_less_fees_and_of_nothing_twice()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var order = Place(shop, 100m);
        Place(shop, 40m, gateway: "manual");
        var refund = shop.World.Refund(order.Id, new RefundRequest { Lines = [new RefundLineRequest(order.Lines.Single().Id, 1, RestockKind.NoRestock)] });
        refund.Should().BePositive();
        Place(shop, 60m);

        var first = shop.World.Payments.Issue();
        var again = () => shop.World.Payments.Issue();

        // 100 + 60 - 100, fees 2.40 and 1.56.
        (first.Net, first.Fees, first.Status).Should().Be((56.04m, 3.96m, "PAID"));
        again.Should().Throw<InvalidOperationException>().WithMessage("*Nothing is waiting*");
        var told = (await Account(client, Payouts)).GetProperty("payouts").GetProperty("nodes").EnumerateArray().Single();
        told.Text("net.amount").Should().Be("56.04");
        (told.Text("status"), told.Text("transactionType"), told.Text("externalTraceId")).Should().Be(("PAID", "DEPOSIT", first.Reference));
        (told.Text("summary.chargesGross.amount"), told.Text("summary.chargesFee.amount"), told.Text("summary.refundsFeeGross.amount")).Should().Be(("160.0", "3.96", "-100.0"));
    }

    [Fact]
    public async Task Balance_transactions_of_a_payout_are_found_by_its_number_and_tie_to_its_net()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        var order = Place(shop, 100m);
        shop.World.Payments.HoldReserve(10m);
        shop.World.Payments.Adjust(-3m, "SHIPPING_LABEL", "Label");
        var dispute = shop.World.Payments.OpenDispute(order.Id, fee: 15m);
        var payout = shop.World.Payments.Issue(paid: false);
        shop.World.Payments.DecideDispute(dispute, won: true);

        var (filter, nodes) = ($"payments_transfer_id:{payout.Id}", new List<JsonElement>());
        nodes.AddRange((await Account(client, Balance, new { q = filter, hide = true })).GetProperty("balanceTransactions").GetProperty("nodes").EnumerateArray());
        var transfer = (await Account(client, Balance, new { q = filter, hide = false })).GetProperty("balanceTransactions").GetProperty("nodes").EnumerateArray().Last();
        var pending = (await Account(client, Balance, new { q = "payout_status:pending", hide = true })).GetProperty("balanceTransactions").GetProperty("nodes").EnumerateArray().Single();

        nodes.Select(node => node.Text("type")).Should().BeEquivalentTo("CHARGE", "RESERVED_FUNDS", "SHIPPING_LABEL", "DISPUTE_WITHDRAWAL");
        var (charge, disputed) = (nodes.Single(node => node.Text("type") == "CHARGE"), nodes.Single(node => node.Text("type") == "DISPUTE_WITHDRAWAL"));
        nodes.Sum(node => Number(node, "net.amount")).Should().Be(payout.Net).And.Be(-30.40m);
        nodes.Should().AllSatisfy(node => Number(node, "net.amount").Should().Be(Number(node, "amount.amount") - Number(node, "fee.amount")));
        charge.Text("associatedOrder.name").Should().Be(order.Name);
        charge.Text("associatedPayout.status").Should().Be("SCHEDULED");
        (disputed.Text("sourceType"), disputed.Text("sourceId")).Should().Be(("DISPUTE", dispute.ToString(CultureInfo.InvariantCulture)));
        (transfer.Text("type"), Number(transfer, "amount.amount")).Should().Be(("TRANSFER", 30.40m));
        (pending.Text("type"), Number(pending, "net.amount")).Should().Be(("DISPUTE_REVERSAL", 115m));
    }

    [Fact]
    public async Task Payouts_are_found_by_day_and_their_status_is_what_staff_see()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var client = new ShopClient(shop);
        Place(shop, 10m);
        var payout = shop.World.Payments.Issue(paid: false);
        shop.World.Payments.Settle(payout.Id, "FAILED");

        (await Account(client, Payouts, new { q = "issued_at:>='2000-01-01T00:00:00Z' status:failed" })).GetProperty("payouts").GetProperty("nodes").GetArrayLength().Should().Be(1);
        (await Account(client, Payouts, new { q = "issued_at:>='2999-01-01T00:00:00Z'" })).GetProperty("payouts").GetProperty("nodes").GetArrayLength().Should().Be(0);
        var node = (await client.DataAsync("query($id: ID!) { node(id: $id) { ... on ShopifyPaymentsPayout { status } } }", new { id = $"gid://shopify/ShopifyPaymentsPayout/{payout.Id}" })).GetProperty("node");
        node.Text("status").Should().Be("FAILED");
        shop.World.Payments.Payouts.Single().Status.Should().Be("FAILED");
        var unknown = () => shop.World.Payments.Settle(payout.Id, "LOST");
        unknown.Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_shop_without_Shopify_Payments_answers_null()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { HasShopifyPayments = false });
        using var client = new ShopClient(shop);

        (await client.DataAsync("{ shopifyPaymentsAccount { id } }")).GetProperty("shopifyPaymentsAccount").ValueKind.Should().Be(JsonValueKind.Null);
    }

    private static ShopOrder Place(SandboxShop shop, decimal price, string? gateway = null) => shop.World.PlaceOrder(new NewOrder
    {
        Lines = [new NewOrderLine { Title = "Thing", UnitPrice = price }],
        Email = "guest@example.com",
        Gateway = gateway,
    });

    private static decimal Number(JsonElement node, string path) => decimal.Parse(node.Text(path)!, CultureInfo.InvariantCulture);

    private static async Task<JsonElement> Account(ShopClient client, string query, object? variables = null) => (await client.DataAsync(query, variables)).GetProperty("shopifyPaymentsAccount");
}
