using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

public sealed class PaymentTests
{
    private static PaymentEntry Payment(string id = "gid://shopify/OrderTransaction/5012345678901", decimal amount = 119m, AppliesTo? appliesTo = null) => new()
    {
        TransactionId = id,
        Gateway = "shopify_payments",
        Customer = new CustomerRef(null, "C1"),
        Amount = Euro(amount),
        PostingDate = Today,
        AppliesTo = appliesTo,
        OrderNumber = "SHOP-1001",
    };

    [Fact]
    public async Task A_receipt_is_posted_to_the_clearing_account_and_settles_the_invoice()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)));
        var invoice = await erp.AppliedAsync(new DocumentPosting { DocumentId = order.Id, Kind = SalesDocumentKind.SalesOrder, ExternalNumber = "SHOP-1001" });

        await erp.AppliedAsync(Payment(appliesTo: new AppliesTo(SalesDocumentKind.SalesInvoice, invoice.DisplayNumber!)));

        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(119m);
        (await erp.StateAsync(order.Id))!.OpenAmount.Should().Be(Euro(0m));
        erp.Erp.World.Books.Count("customerPayments").Should().Be(0);
    }

    [Fact]
    public Task Dying_anywhere_books_the_payment_once() => Deaths.EverywhereAsync(erp => Task.FromResult(new Deaths.Walk(() => erp.SendAsync(Payment()), async () =>
    {
        await erp.AppliedAsync(Payment());

        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(119m);
        erp.Erp.World.Books.Count("customerPayments").Should().Be(0);
    })));

    [Theory]
    [InlineData(null, FaultKind.Rejected, "bc.guest-customer-missing")]
    [InlineData("7a9c1c1e-0000-4000-8000-000000000001", FaultKind.MissingDependency, "bc.customer-missing")]
    public async Task A_payment_waits_for_a_customer_that_is_written_but_not_for_one_that_the_host_named(string? id, FaultKind kind, string code)
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Payment() with { Customer = new CustomerRef(id, "GUEST") });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((kind, code, "customer.number"));
    }

    [Fact]
    public async Task A_payment_that_should_not_be_posted_waits_in_the_journal_once()
    {
        await using var erp = await StartAsync();
        await erp.AppliedAsync(Payment() with { Post = false });
        erp.Restart();

        var again = await erp.SendAsync(Payment() with { Post = false });

        again.Should().BeOfType<WriteResult.Applied>().Which.WasReplay.Should().BeTrue();
        erp.Erp.World.Books.Count("customerPayments").Should().Be(1);
        erp.Erp.World.Books.Balances.GetValueOrDefault(ErpAccounts.PaymentClearing).Should().Be(0m);
    }

    [Fact]
    public async Task Money_paid_back_is_rejected_unless_a_refund_journal_is_set()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Payment(amount: -20m));

        result.Should().BeOfType<WriteResult.Failed>().Which.Fault.Code.Should().Be("bc.refund-payout-unsupported");
    }

    [Fact]
    public async Task Money_paid_back_is_prepared_in_the_refund_journal_and_not_posted()
    {
        await using var erp = await StartAsync(options => options.RefundJournals["shopify_payments"] = "MANUAL");

        await erp.AppliedAsync(Payment(amount: -20m));

        erp.Erp.World.Books.Count("customerPayments").Should().Be(1);
        erp.Line.Sent.Should().NotContain(request => request.Path.EndsWith("Microsoft.NAV.post", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_payment_for_an_invoice_that_was_settled_meanwhile_goes_on_account()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)));
        var invoice = await erp.AppliedAsync(new DocumentPosting { DocumentId = order.Id, Kind = SalesDocumentKind.SalesOrder, ExternalNumber = "SHOP-1001" });
        var applies = new AppliesTo(SalesDocumentKind.SalesInvoice, invoice.DisplayNumber!);
        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/1", appliesTo: applies));

        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/2", amount: 20m, appliesTo: applies));

        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(139m);
        (await erp.StateAsync(order.Id))!.OpenAmount.Should().Be(Euro(0m));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_credit_memo_for_a_paid_invoice_is_posted_and_stays_open(bool writtenBeforeThePayment)
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)));
        var invoice = await erp.AppliedAsync(new DocumentPosting { DocumentId = order.Id, Kind = SalesDocumentKind.SalesOrder, ExternalNumber = "SHOP-1001" });
        var applies = new AppliesTo(SalesDocumentKind.SalesInvoice, invoice.DisplayNumber!);
        var wanted = Document("shop-1001/R1", 119m, Item("BIKE", 1, 119m)) with
        {
            Kind = SalesDocumentKind.CreditMemo,
            Source = new DocumentSource(DocumentSourceType.Refund, "1"),
            AppliesTo = applies,
        };
        RecordRef memo;
        if (writtenBeforeThePayment)
        {
            memo = await erp.AppliedAsync(wanted);
            await erp.AppliedAsync(Payment(appliesTo: applies));
        }
        else
        {
            await erp.AppliedAsync(Payment(appliesTo: applies));
            memo = await erp.AppliedAsync(wanted);
        }

        await erp.AppliedAsync(new DocumentPosting { DocumentId = memo.Id, Kind = SalesDocumentKind.CreditMemo, ExternalNumber = "SHOP-1001/R1" });

        var state = await erp.StateAsync(memo.Id);
        (state!.Status, state.OpenAmount).Should().Be((SalesDocumentStatus.Posted, Euro(119m)));
    }

    [Fact]
    public async Task A_line_left_in_the_journal_for_an_invoice_that_is_settled_now_is_put_on_account_and_posted()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Document("shop-1001", 119m, Item("BIKE", 1, 119m)));
        var invoice = await erp.AppliedAsync(new DocumentPosting { DocumentId = order.Id, Kind = SalesDocumentKind.SalesOrder, ExternalNumber = "SHOP-1001" });
        var applies = new AppliesTo(SalesDocumentKind.SalesInvoice, invoice.DisplayNumber!);
        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/2", amount: 20m, appliesTo: applies) with { Post = false, Gateway = "manual" });
        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/1", appliesTo: applies));
        erp.Restart();

        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/2", amount: 20m, appliesTo: applies) with { Gateway = "manual" });

        erp.Erp.World.Books.Balances[ErpAccounts.ManualClearing].Should().Be(20m);
        erp.Erp.World.Books.Count("customerPayments").Should().Be(0);
    }

    [Fact]
    public async Task A_bad_payment_does_not_keep_the_others_of_its_journal_from_being_posted()
    {
        await using var erp = await StartAsync();
        erp.Erp.World.AllowPosting(Today, null);

        var bad = await erp.SendAsync(Payment("gid://shopify/OrderTransaction/1") with { PostingDate = Today.AddDays(-40) });
        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/2", amount: 20m));

        bad.Should().BeOfType<WriteResult.Failed>().Which.Fault.Kind.Should().Be(FaultKind.Rejected);
        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(20m);
        erp.Erp.World.Books.Count("customerPayments").Should().Be(0, "a refused line does not stay in the way of the next posting");
    }

    [Fact]
    public async Task A_payment_refused_together_with_somebody_elses_bad_line_is_tried_again()
    {
        await using var erp = await StartAsync();
        erp.Erp.World.AllowPosting(Today, null);
        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/1") with { PostingDate = Today.AddDays(-40), Post = false });

        var result = await erp.SendAsync(Payment("gid://shopify/OrderTransaction/2", amount: 20m));

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code).Should().Be((FaultKind.Transient, "bc.journal-blocked"));
        fault.Hint.Should().NotBeNullOrEmpty();
        erp.Erp.World.AllowPosting(null, null);
        await erp.AppliedAsync(Payment("gid://shopify/OrderTransaction/2", amount: 20m));
        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(139m, "the journal was posted as a whole");
    }

    [Fact]
    public async Task A_payment_in_another_currency_needs_a_journal_of_that_currency()
    {
        await using var erp = await StartAsync();
        var dollars = Payment() with { Amount = new Money(50m, Currency.FromCode("USD")) };

        var refused = await erp.SendAsync(dollars);

        var fault = refused.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Code, fault.Field).Should().Be((FaultKind.Invalid, "bc.journal-unmapped", "gateway"));
        fault.Hint.Should().Contain("shopify_payments@USD");
    }

    [Fact]
    public async Task A_journal_of_a_currency_takes_its_payments()
    {
        await using var erp = await StartAsync(options => options.PaymentJournals["shopify_payments@USD"] = "SHOPUSD");
        erp.Erp.World.AddAccount("1299", "Clearing in dollars", currency: "USD");
        erp.Erp.World.AddPaymentJournal("SHOPUSD", "1299");

        await erp.AppliedAsync(Payment() with { Amount = new Money(50m, Currency.FromCode("USD")) });

        erp.Erp.World.Books.Balances["1299"].Should().Be(46m, "50 dollars at 0.92");
        erp.Erp.World.Books.Balances.GetValueOrDefault(ErpAccounts.PaymentClearing).Should().Be(0m);
    }

    [Fact]
    public async Task The_check_names_journals_that_do_not_exist()
    {
        await using var erp = await StartAsync(options => options.PaymentJournals["paypal"] = "PAYPAL");

        var report = await erp.Connector.CheckAsync(CancellationToken.None);

        report.State.Should().Be(ConnectionState.Degraded);
        var finding = report.Findings.Should().ContainSingle().Subject;
        finding.Code.Should().Be("bc.journal-missing");
        finding.Hint.Should().NotBeNullOrEmpty();
        finding.Message.Should().Contain("PAYPAL");
    }

    [Fact]
    public void A_connection_without_journals_says_that_it_takes_no_payments()
    {
        var options = new BusinessCentralOptions();

        BusinessCentralCapabilities.Describe("erp", options).Find(EntityNames.PaymentEntry)!.Writes.Should().Be(WriteModes.None);
    }

    [Fact]
    public async Task A_gateway_without_a_journal_is_named()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Payment() with { Gateway = "paypal" });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Field).Should().Be((FaultKind.Invalid, "gateway"));
        fault.Message.Should().Contain("paypal");
    }
}
