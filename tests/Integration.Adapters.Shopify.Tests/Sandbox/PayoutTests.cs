using System.Globalization;
using ErpSync.Adapters.Shopify.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.Shopify.Tests.Sandbox;

/// <summary>Payouts with their balance transactions, and disputes, over real HTTP; and the states in which a shop has none to tell.</summary>
public sealed class PayoutTests
{
    private const string Denied = """{"data":{"shopifyPaymentsAccount":null},"errors":[{"message":"Access denied for shopifyPaymentsAccount field.","path":["shopifyPaymentsAccount"],"extensions":{"code":"ACCESS_DENIED"}}]}""";

    [Fact]
    public async Task A_payout_comes_with_every_transaction_it_is_made_of()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var kept = Place(shop, 100m);
        var refunded = Place(shop, 50m);
        shop.World.Refund(refunded.Id, new RefundRequest { Lines = [new RefundLineRequest(refunded.Lines.Single().Id, 1, RestockKind.NoRestock)] });
        shop.World.Payments.HoldReserve(10m);
        shop.World.Payments.ReleaseReserve(4m);
        shop.World.Payments.Adjust(-3m, "SHIPPING_LABEL", "Label");
        var dispute = shop.World.Payments.OpenDispute(kept.Id);
        var issued = shop.World.Payments.Issue();

        var payout = await ReadAsync(connector, issued);

        (payout.Number, payout.Gateway, payout.Status, payout.Reference).Should().Be((issued.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "shopify_payments", PayoutStatus.Paid, issued.Reference));

        // Charges 100 and 50 with fees of 2.40 and 1.35, refund 50, reserve 10 less 4, label 3, dispute 100 with a fee of 15.
        payout.Net.Should().Be(Euro(-27.75m));
        payout.Transactions.Select(item => (item.Type, item.SourceType, item.Amount.Amount, item.Fee.Amount)).Should().BeEquivalentTo(
        [
            (BalanceTransactionType.Charge, "CHARGE", 100m, 2.40m),
            (BalanceTransactionType.Charge, "CHARGE", 50m, 1.35m),
            (BalanceTransactionType.Refund, "REFUND", -50m, 0m),
            (BalanceTransactionType.ReserveHold, "RESERVED_FUNDS", -10m, 0m),
            (BalanceTransactionType.ReserveRelease, "RESERVED_FUNDS_REVERSAL", 4m, 0m),
            (BalanceTransactionType.Adjustment, "SHIPPING_LABEL", -3m, 0m),
            (BalanceTransactionType.Dispute, "DISPUTE_WITHDRAWAL", -100m, 15m),
        ]);
        payout.Transactions.Sum(item => item.Net.Amount).Should().Be(payout.Net.Amount);
        var charge = payout.Transactions.First(item => item is { Type: BalanceTransactionType.Charge, Amount.Amount: 100m });
        var order = (await ((ISource<Order>)connector).Find($"gid://shopify/Order/{kept.Id}")).Single().Value!;
        (charge.OrderId, charge.OrderName, charge.PaymentId).Should().Be((order.Id, kept.Name, order.Payments.Single().Id));
        payout.Transactions.Single(item => item.Type == BalanceTransactionType.Dispute).DisputeId.Should().Be($"gid://shopify/ShopifyPaymentsDispute/{dispute}");
        payout.Transactions.Single(item => item.Type == BalanceTransactionType.Adjustment).Reason.Should().Be("Label");
    }

    [Fact]
    public async Task Transactions_are_paged_to_the_end()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { BucketSize = 1_000_000 });
        using var connector = Make.Connector(shop);
        for (var i = 0; i < 600; i++)
        {
            shop.World.Payments.Adjust(0.01m);
        }

        var payout = await ReadAsync(connector, shop.World.Payments.Issue());

        payout.Transactions.Should().HaveCount(600);
        payout.Net.Should().Be(Euro(6m));
    }

    [Fact]
    public async Task A_payout_that_is_sent_later_is_found_again_because_its_version_changes()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { Clock = clock });
        using var connector = Make.Connector(shop, clock);
        Place(shop, 100m);
        var issued = shop.World.Payments.Issue(paid: false);
        var first = (await ((ISource<Payout>)connector).Pages(new ReadRequest(HeadersOnly: true))).Single();
        clock.Advance(TimeSpan.FromDays(3));
        shop.World.Payments.Settle(issued.Id);

        var second = (await ((ISource<Payout>)connector).Pages(new ReadRequest(first.Next, HeadersOnly: true))).Single();
        clock.Advance(TimeSpan.FromDays(30));
        var third = await ((ISource<Payout>)connector).Pages(new ReadRequest(second.Next, HeadersOnly: true));
        var last = third.Count == 0 ? [] : await ((ISource<Payout>)connector).Pages(new ReadRequest(third[^1].Next, HeadersOnly: true));

        second.Records.Single().Id.Should().Be(first.Records.Single().Id);
        second.Records.Single().Version.Should().NotBe(first.Records.Single().Version);
        last.Should().BeEmpty("a month later nothing changes any more");
    }

    [Fact]
    public async Task A_payout_that_does_not_exist_is_deleted_and_an_id_that_is_none_is_a_fault()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);

        var records = await ((ISource<Payout>)connector).Find("gid://shopify/ShopifyPaymentsPayout/1", "gid://shopify/Order/1");

        records.Single(record => record.Id == "gid://shopify/ShopifyPaymentsPayout/1").IsDeleted.Should().BeTrue();
        records.Single(record => record.Id == "gid://shopify/Order/1").Fault!.Code.Should().Be("shopify.bad-id");
    }

    [Fact]
    public async Task A_shop_without_Shopify_Payments_is_a_state_of_its_own_and_no_deletion()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions { HasShopifyPayments = false });
        using var connector = Make.Connector(shop);

        var find = () => ((ISource<Payout>)connector).Find("gid://shopify/ShopifyPaymentsPayout/1");
        var read = () => ((ISource<Payout>)connector).Pages(new ReadRequest());
        var disputes = () => ((ISource<PaymentDispute>)connector).Pages(new ReadRequest());

        foreach (var fault in new[] { await FaultAsync(find), await FaultAsync(read), await FaultAsync(disputes) })
        {
            (fault.Kind, fault.Code).Should().Be((FaultKind.SchemaChanged, "shopify.payments-not-enabled"));
            fault.Hint.Should().Contain("SyncPayouts");
        }
    }

    [Fact]
    public async Task An_app_without_the_scope_stops_the_payouts_only_and_names_the_scope()
    {
        using var connector = Make.Connector(new ScriptedShop().Answer(Denied));

        var fault = await FaultAsync(() => ((ISource<Payout>)connector).Find("gid://shopify/ShopifyPaymentsPayout/1"));

        (fault.Kind, fault.Code).Should().Be((FaultKind.SchemaChanged, "shopify.payouts-denied"));
        fault.Hint.Should().Contain("read_shopify_payments_payouts");
    }

    [Fact]
    public async Task A_list_that_ignored_its_filter_is_not_taken()
    {
        using var connector = Make.Connector(new ScriptedShop()
            .Answer("""{"data":{"shopifyPaymentsAccount":{"id":"a"},"nodes":[{"id":"gid://shopify/ShopifyPaymentsPayout/7","issuedAt":"2026-11-24T00:00:00Z","status":"PAID","net":{"amount":"1.0","currencyCode":"EUR"}}]}}""")
            .Answer("""{"data":{"shopifyPaymentsAccount":{"id":"a","balanceTransactions":{"nodes":[{"id":"gid://shopify/ShopifyPaymentsBalanceTransaction/1","associatedPayout":{"id":"gid://shopify/ShopifyPaymentsPayout/8"}}],"pageInfo":{"hasNextPage":false}}}}}"""));

        (await FaultAsync(() => ((ISource<Payout>)connector).Find("7"))).Code.Should().Be("shopify.filter-ignored");
    }

    [Fact]
    public async Task A_status_that_is_new_is_a_fault_of_that_payout()
    {
        using var connector = Make.Connector(new ScriptedShop()
            .Answer("""{"data":{"shopifyPaymentsAccount":{"id":"a"},"nodes":[{"id":"gid://shopify/ShopifyPaymentsPayout/7","issuedAt":"2026-11-24T00:00:00Z","status":"VANISHED","net":{"amount":"1.0","currencyCode":"EUR"}}]}}""")
            .Answer("""{"data":{"shopifyPaymentsAccount":{"id":"a","balanceTransactions":{"nodes":[],"pageInfo":{"hasNextPage":false}}}}}"""));

        var record = (await ((ISource<Payout>)connector).Find("7")).Single();

        (record.Fault!.Code, record.Fault.Field).Should().Be(("shopify.unknown-word", "status"));
        record.Fault.Message.Should().Contain("VANISHED");
    }

    [Fact]
    public async Task Disputes_are_read_by_id_and_as_a_list_and_change_their_version_when_decided()
    {
        await using var shop = await SandboxShop.StartAsync();
        using var connector = Make.Connector(shop);
        var order = Place(shop, 100m);
        var dispute = shop.World.Payments.OpenDispute(order.Id);
        var before = (await ((ISource<PaymentDispute>)connector).Pages(new ReadRequest())).Single().Records.Single();
        shop.World.Payments.DecideDispute(dispute, won: false);

        var after = (await ((ISource<PaymentDispute>)connector).Find(before.Id)).Single();

        before.Value!.Status.Should().Be(DisputeStatus.Open);
        before.Version.Should().NotBe(after.Version);
        after.Value.Should().BeEquivalentTo(new { Status = DisputeStatus.Lost, IsInquiry = false, Amount = Euro(100m), Reason = "FRAUDULENT", OrderId = $"gid://shopify/Order/{order.Id}", Gateway = "shopify_payments" });
        after.Value!.ClosedAt.Should().NotBeNull();
    }

    [Theory]
    [InlineData("2026-02-01", null, "2026-02-01")]
    [InlineData("2026-02-01T03:30:00Z", "2026-02-01T03:30:00Z", null)]
    [InlineData(null, null, null)]
    public async Task Dispute_is_decided_at_an_instant_or_on_a_day_as_the_api_version_says(string? stated, string? at, string? on)
    {
        var value = stated is null ? "null" : $"\"{stated}\"";
        using var connector = Make.Connector(new ScriptedShop().Answer($$"""
            {"data":{"shopifyPaymentsAccount":{"id":"a"},"nodes":[{"id":"gid://shopify/ShopifyPaymentsDispute/7","status":"LOST","type":"CHARGEBACK","initiatedAt":"2026-01-02T00:00:00Z",
            "finalizedOn":{{value}},"evidenceDueBy":{{value}},"amount":{"amount":"1.0","currencyCode":"EUR"} }] } }
            """));

        var dispute = (await ((ISource<PaymentDispute>)connector).Find("gid://shopify/ShopifyPaymentsDispute/7")).Single().Value!;

        (DateTimeOffset? At, DateOnly? On) expected = (at is null ? null : DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), on is null ? null : DateOnly.Parse(on, CultureInfo.InvariantCulture));
        (dispute.ClosedAt, dispute.ClosedOn).Should().Be(expected);
        (dispute.EvidenceDueAt, dispute.EvidenceDueOn).Should().Be(expected);
    }

    private static Money Euro(decimal amount) => new(amount, Currency.FromCode("EUR"));

    private static ShopOrder Place(SandboxShop shop, decimal price) =>
        shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Title = "Thing", UnitPrice = price }], Email = "guest@example.com" });

    private static async Task<Payout> ReadAsync(ShopifyConnector connector, ShopPayout issued) =>
        (await ((ISource<Payout>)connector).Find($"gid://shopify/ShopifyPaymentsPayout/{issued.Id}")).Single().Value!;

    private static async Task<Fault> FaultAsync(Func<Task> act) => (await act.Should().ThrowAsync<ConnectorException>()).Which.Fault;
}
