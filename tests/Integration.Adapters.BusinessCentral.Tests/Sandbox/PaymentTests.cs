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
    public async Task Dying_anywhere_books_the_payment_once()
    {
        for (var step = 1; step < 20; step++)
        {
            foreach (var after in new[] { false, true })
            {
                await using var erp = await StartAsync();
                erp.Line.DieBefore = after ? 0 : step;
                erp.Line.DieAfter = after ? step : 0;
                var died = false;
                try
                {
                    await erp.SendAsync(Payment());
                }
                catch (ProcessKilledException)
                {
                    died = true;
                }

                erp.Restart();
                await erp.AppliedAsync(Payment());

                erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(119m);
                erp.Erp.World.Books.Count("customerPayments").Should().Be(0);
                if (!died)
                {
                    return;
                }
            }
        }

        Assert.Fail("The payment never came to an end.");
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
    public async Task A_gateway_without_a_journal_is_named()
    {
        await using var erp = await StartAsync();

        var result = await erp.SendAsync(Payment() with { Gateway = "paypal" });

        var fault = result.Should().BeOfType<WriteResult.Failed>().Subject.Fault;
        (fault.Kind, fault.Field).Should().Be((FaultKind.Invalid, "gateway"));
        fault.Message.Should().Contain("paypal");
    }
}
