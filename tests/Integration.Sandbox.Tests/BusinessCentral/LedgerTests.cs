using ErpSync.Sandbox.BusinessCentral;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>Checklist items 10 and 12: stock, payments, cancelling.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task Item_10_stock_moves_without_touching_the_item()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Time = time });
        var items = $"{erp.Company}/items?$filter=number eq 'BIKE'";
        var before = (await erp.GetAsync(items)).Rows.Single();
        var last = (await erp.GetAsync($"{erp.Company}/itemLedgerEntries?$orderby=entryNumber desc&$top=1")).Rows.Single().GetProperty("entryNumber").GetInt32();
        time.Advance(TimeSpan.FromMinutes(1));

        erp.Erp.World.AdjustInventory("BIKE", -3, "EAST");
        erp.Erp.World.PostOrder((await erp.OrderAsync()).Text("number"));
        var after = (await erp.GetAsync(items)).Rows.Single();
        var entries = await erp.GetAsync($"{erp.Company}/itemLedgerEntries?$filter=entryNumber gt {last}");

        after.GetProperty("inventory").GetDecimal().Should().Be(95m);
        after.GetProperty("lastModifiedDateTime").GetString().Should().Be(before.GetProperty("lastModifiedDateTime").GetString());
        after.GetProperty("@odata.etag").GetString().Should().Be(before.GetProperty("@odata.etag").GetString());
        entries.Rows.Select(row => (row.GetProperty("entryType").GetString(), row.GetProperty("quantity").GetDecimal()))
            .Should().Equal(("Negative_x0020_Adjmt_x002E_", -3m), ("Sale", -2m));
        entries.Rows[1].GetProperty("documentType").GetString().Should().Be("Sales_x0020_Shipment");
    }

    [Fact]
    public async Task The_companion_page_shows_stock_per_location_with_open_orders()
    {
        await using var erp = await ErpFixture.StartAsync();
        erp.Erp.World.AdjustInventory("BIKE", 7, "EAST");
        await erp.OrderAsync();

        var answer = await erp.GetAsync(new Uri(erp.Erp.CompanionAddress,
            $"{erp.Company}/itemAvailabilities?$filter=itemNumber eq 'BIKE'&$orderby=locationCode").ToString());

        answer.Rows.Select(row => (row.GetProperty("locationCode").GetString(), row.GetProperty("inventory").GetDecimal(),
            row.GetProperty("quantityOnSalesOrders").GetDecimal())).Should().Equal(("EAST", 7m, 0m), ("MAIN", 100m, 2m));
        answer.Rows[0].GetProperty("lastEntryNumber").GetInt32().Should().BeGreaterThan(answer.Rows[1].GetProperty("lastEntryNumber").GetInt32());
        (await erp.GetAsync($"{erp.Company}/itemAvailabilities")).Code.Should().Be("BadRequest_ResourceNotFound");
    }

    [Fact]
    public async Task Writing_an_items_inventory_posts_an_adjustment_at_the_blank_location()
    {
        await using var erp = await ErpFixture.StartAsync();
        var item = (await erp.GetAsync($"{erp.Company}/items?$filter=number eq 'BIKE'")).Rows.Single();

        var answer = await erp.PatchAsync($"{erp.Company}/items({item.GetProperty("id")})", new { inventory = 90 }, "*");

        answer.Number("inventory").Should().Be(90m);
        erp.Erp.World.Books.Inventory("BIKE", "").Should().Be(-10m);
        erp.Erp.World.Books.Balances.Values.Sum().Should().Be(0m);
    }

    [Fact]
    public async Task Item_12_payments_are_negative_and_reaching_zero_makes_the_invoice_paid()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { Time = time });
        erp.Erp.World.PostOrder((await erp.OrderAsync()).Text("number"));
        var invoice = erp.Erp.World.Books.Invoices.Single();
        var modified = (await InvoiceAsync(erp)).Text("lastModifiedDateTime");
        var journal = (await erp.GetAsync($"{erp.Company}/customerPaymentJournals?$filter=code eq 'SHOP'")).Rows.Single().GetProperty("id").GetString();
        time.Advance(TimeSpan.FromMinutes(1));

        (await PayAsync(43.95m)).Should().Match<ErpAnswer>(a => a.Status == 400 && a.Message.Contains("negative", StringComparison.Ordinal));
        await erp.SendAsync(HttpMethod.Delete, await FirstPaymentAsync(), null);
        (await PayAsync(-43.95m)).Status.Should().Be(204);
        var partly = await InvoiceAsync(erp);
        var cancel = await erp.PostAsync($"{erp.Company}/salesInvoices({invoice.Id})/Microsoft.NAV.cancel", null);
        (await PayAsync(-200m)).Status.Should().Be(204);
        var paid = await InvoiceAsync(erp);

        partly.Number("remainingAmount").Should().Be(200m);
        partly.Text("lastModifiedDateTime").Should().Be(modified);
        cancel.Status.Should().Be(400);
        cancel.Message.Should().Contain("fully or partially paid");
        paid.Text("status").Should().Be("Paid");
        paid.Text("lastModifiedDateTime").Should().NotBe(modified);
        erp.Erp.World.Books.Balances[ErpAccounts.Receivables].Should().Be(0m);
        erp.Erp.World.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(243.95m);
        erp.Erp.World.Books.Count("customerPayments").Should().Be(0);
        (await erp.GetAsync($"{erp.Company}/generalLedgerEntries?$filter=documentNumber eq 'TX-200'")).Rows.Should().HaveCount(2);

        async Task<ErpAnswer> PayAsync(decimal amount)
        {
            await erp.PostAsync($"{erp.Company}/customerPaymentJournals({journal})/customerPayments", new
            {
                customerNumber = "C1",
                documentNumber = $"tx{amount:0}",
                externalDocumentNumber = "txn-1",
                amount,
                appliesToInvoiceNumber = invoice.Number,
            });
            return await erp.PostAsync($"{erp.Company}/journals({journal})/Microsoft.NAV.post", null);
        }

        async Task<string> FirstPaymentAsync() =>
            $"{erp.Company}/customerPayments({(await erp.GetAsync($"{erp.Company}/customerPaymentJournals({journal})/customerPayments")).Rows[0].GetProperty("id")})";
    }

    [Fact]
    public async Task Item_12_cancel_reduces_what_the_order_shipped()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync("SHOP-5", bikes: 3);
        erp.Erp.World.PostOrder(order.Text("number"), new Dictionary<int, decimal> { [10_000] = 2 });
        var invoice = erp.Erp.World.Books.Invoices.Single();
        erp.Erp.World.Books.Order(order.Text("number"))!.Lines[0].Shipped.Should().Be(2m);

        var correct = await erp.PostAsync($"{erp.Company}/salesInvoices({invoice.Id})/Microsoft.NAV.makeCorrectiveCreditMemo", null);
        var canceled = await erp.PostAsync($"{erp.Company}/salesInvoices({invoice.Id})/Microsoft.NAV.cancel", null);
        var again = await erp.PostAsync($"{erp.Company}/salesInvoices({invoice.Id})/Microsoft.NAV.cancel", null);

        correct.Code.Should().Be("Application_CallbackNotAllowed");
        canceled.Status.Should().Be(204);
        again.Message.Should().Contain("already been canceled");
        erp.Erp.World.Books.Invoices.Single().Status.Should().Be("Canceled");
        erp.Erp.World.Books.CreditMemos.Single().Should().Match<ErpDocument>(memo => memo.Status == "Corrective" && memo.InvoiceNumber == invoice.Number);
        erp.Erp.World.Books.Order(order.Text("number"))!.Lines[0].Shipped.Should().Be(0m);
        erp.Erp.World.Books.Inventory("BIKE").Should().Be(100m);
        erp.Erp.World.Books.Balances[ErpAccounts.Receivables].Should().Be(0m);
        erp.Erp.World.PostOrder(order.Text("number"));
        erp.Erp.World.Books.Inventory("BIKE").Should().Be(97m);
    }

    [Fact]
    public async Task A_foreign_payment_settles_the_invoice_at_its_rate_and_books_the_difference()
    {
        await using var erp = await ErpFixture.StartAsync();
        erp.Erp.World.SetExchangeRate("USD", 0.9m);
        erp.Erp.World.AddAccount("12200", "Provider clearing USD", currency: "USD");
        erp.Erp.World.AddPaymentJournal("SHOPUSD", "12200");
        erp.Erp.World.AddCustomer("US1", "Northwind", taxArea: "EXPORT", currency: "USD");
        await erp.PostAsync($"{erp.Company}/salesOrders", new Dictionary<string, object>
        {
            ["customerNumber"] = "US1",
            ["salesOrderLines"] = new object[] { new { lineType = "Item", lineObjectNumber = "BIKE", quantity = 1, unitPrice = 100m } },
        });
        erp.Erp.World.PostOrder(erp.Erp.World.Books.Orders.Single().Number);
        erp.Erp.World.SetExchangeRate("USD", 0.8m);
        var journal = (await erp.GetAsync($"{erp.Company}/customerPaymentJournals?$filter=code eq 'SHOPUSD'")).Rows.Single().GetProperty("id").GetString();

        await erp.PostAsync($"{erp.Company}/customerPaymentJournals({journal})/customerPayments", new
        {
            customerNumber = "US1",
            amount = -100m,
            appliesToInvoiceNumber = erp.Erp.World.Books.Invoices.Single().Number,
        });
        var posted = await erp.PostAsync($"{erp.Company}/journals({journal})/Microsoft.NAV.post", null);

        posted.Status.Should().Be(204);
        erp.Erp.World.Books.Balances["12200"].Should().Be(80m);
        erp.Erp.World.Books.Balances[ErpAccounts.Receivables].Should().Be(0m);
        erp.Erp.World.Books.Balances[ErpAccounts.ExchangeDifferences].Should().Be(10m);
    }

    [Fact]
    public async Task A_payment_cannot_be_applied_to_an_invoice_that_is_posted_later()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync("SHOP-9");
        erp.Erp.World.PostOrder(order.Text("number"));
        var invoice = erp.Erp.World.Books.Invoices.Single();
        var posted = erp.Erp.World.Books.Ledger(invoice.Number)[0].PostingDate;
        var journal = (await erp.GetAsync($"{erp.Company}/customerPaymentJournals?$filter=code eq 'SHOP'")).Rows.Single().GetProperty("id").GetString();
        var payment = await erp.PostAsync($"{erp.Company}/customerPaymentJournals({journal})/customerPayments", new
        {
            customerNumber = "C1",
            postingDate = $"{posted.AddDays(-1):yyyy-MM-dd}",
            amount = -invoice.TotalIncludingTax,
            appliesToInvoiceNumber = invoice.Number,
        });

        var refused = await erp.PostAsync($"{erp.Company}/journals({journal})/Microsoft.NAV.post", null);
        await erp.PatchAsync($"{erp.Company}/customerPayments({payment.Text("id")})", new { postingDate = $"{posted:yyyy-MM-dd}" }, "*");
        var accepted = await erp.PostAsync($"{erp.Company}/journals({journal})/Microsoft.NAV.post", null);

        (refused.Status, refused.Code).Should().Be((400, "Application_DialogException"));
        refused.Message.Should().Contain("earlier posting date");
        accepted.Status.Should().Be(204);
        erp.Erp.World.Books.Balances[ErpAccounts.Receivables].Should().Be(0m);
    }

    [Fact]
    public async Task General_journals_post_when_they_balance()
    {
        await using var erp = await ErpFixture.StartAsync();
        var journal = (await erp.GetAsync($"{erp.Company}/journals")).Rows.Single().GetProperty("id").GetString();
        Task<ErpAnswer> LineAsync(string account, decimal amount) => erp.PostAsync($"{erp.Company}/journals({journal})/journalLines", new
        {
            accountType = "G_x002F_L_x0020_Account",
            accountNumber = account,
            amount,
            documentNumber = "PAYOUT-1",
        });

        await LineAsync(ErpAccounts.Bank, 97m);
        await LineAsync(ErpAccounts.PaymentFees, 3m);
        var unbalanced = await erp.PostAsync($"{erp.Company}/journals({journal})/Microsoft.NAV.post", null);
        await LineAsync(ErpAccounts.PaymentClearing, -100m);
        var posted = await erp.PostAsync($"{erp.Company}/journals({journal})/Microsoft.NAV.post", null);
        var empty = await erp.PostAsync($"{erp.Company}/journals({journal})/Microsoft.NAV.post", null);

        unbalanced.Message.Should().Contain("out of balance");
        posted.Status.Should().Be(204);
        empty.Message.Should().StartWith("There is nothing to post.");
        erp.Erp.World.Books.Balances[ErpAccounts.Bank].Should().Be(97m);
        var account = await erp.GetAsync($"{erp.Company}/accounts?$filter=number eq '{ErpAccounts.PaymentFees}'&$select=netChange");
        account.Rows.Single().GetProperty("netChange").GetDecimal().Should().Be(3m);
    }

    private static async Task<ErpAnswer> InvoiceAsync(ErpFixture erp) =>
        await erp.GetAsync($"{erp.Company}/salesInvoices({erp.Erp.World.Books.Invoices.Single().Id})");
}
