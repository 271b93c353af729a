using ErpSync.Sandbox.BusinessCentral;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

public sealed class SalesDocumentTests
{
    [Fact]
    public async Task Deep_insert_creates_header_and_lines_and_computes_tax()
    {
        await using var erp = await ErpFixture.StartAsync();

        var order = await erp.OrderAsync("shop-1001 ");

        order.Text("externalDocumentNumber").Should().Be("SHOP-1001");
        order.Text("number").Should().StartWith("S-ORD");
        order.Number("totalAmountExcludingTax").Should().Be(205m);
        order.Number("totalTaxAmount").Should().Be(38.95m);
        order.Number("totalAmountIncludingTax").Should().Be(243.95m);
        order["salesOrderLines"].GetArrayLength().Should().Be(2);
        var found = await erp.GetAsync($"{erp.Company}/salesOrders?$filter=externalDocumentNumber eq 'SHOP-1001'&$select=id,number");
        found.Rows.Should().ContainSingle().Which.GetProperty("number").GetString().Should().Be(order.Text("number"));
        found.Rows[0].TryGetProperty("status", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_bad_line_leaves_no_order_behind()
    {
        await using var erp = await ErpFixture.StartAsync();

        var answer = await erp.PostAsync($"{erp.Company}/salesOrders", new Dictionary<string, object>
        {
            ["customerNumber"] = "C1",
            ["salesOrderLines"] = new object[]
            {
                new { lineType = "Item", lineObjectNumber = "BIKE", quantity = 1 },
                new { lineType = "Item", lineObjectNumber = "NOSUCH", quantity = 1 },
            },
        });

        answer.Status.Should().Be(400);
        answer.Code.Should().Be("Internal_InvalidTableRelation");
        erp.Erp.World.Books.Orders.Should().BeEmpty();
        erp.Erp.World.Books.Count("salesOrderLines").Should().Be(0);
    }

    [Fact]
    public async Task Tax_is_settled_per_rate_on_the_document_with_the_remainder_carried()
    {
        await using var erp = await ErpFixture.StartAsync();

        // 3 × 0.13 net at 19 %: 0.0247 each rounds to 0.02, but 0.39 × 19 % = 0.0741 rounds to 0.07.
        var order = await erp.PostAsync($"{erp.Company}/salesOrders?$expand=salesOrderLines", new Dictionary<string, object>
        {
            ["customerNumber"] = "C1",
            ["salesOrderLines"] = Enumerable.Range(0, 3)
                .Select(_ => new { lineType = "Item", lineObjectNumber = "BIKE", quantity = 1, unitPrice = 0.13m }).ToArray(),
        });

        order.Number("totalTaxAmount").Should().Be(0.07m);
        order["salesOrderLines"].EnumerateArray().Select(line => line.GetProperty("netTaxAmount").GetDecimal())
            .Should().Equal(0.02m, 0.03m, 0.02m);
    }

    [Fact]
    public async Task Prices_with_tax_and_an_invoice_discount_keep_the_gross_total()
    {
        await using var erp = await ErpFixture.StartAsync();

        var order = await erp.PostAsync($"{erp.Company}/salesOrders?$expand=salesOrderLines", new Dictionary<string, object>
        {
            ["customerNumber"] = "C1",
            ["pricesIncludeTax"] = true,
            ["discountAmount"] = 10m,
            ["salesOrderLines"] = new object[]
            {
                new { lineType = "Item", lineObjectNumber = "BIKE", quantity = 1, unitPrice = 119m },
                new { lineType = "Item", lineObjectNumber = "BOOK", quantity = 2, unitPrice = 10.70m },
            },
        });

        order.Number("totalAmountIncludingTax").Should().Be(130.40m);
        order.Number("discountAmount").Should().Be(10m);
        // 119 of 140.40 takes 8.48 of the discount, the books take 1.52: 110.52 at 19 % holds 17.65, 19.88 at 7 % holds 1.30.
        order.Number("totalTaxAmount").Should().Be(18.95m);
        order["salesOrderLines"].EnumerateArray().Sum(line => line.GetProperty("netAmountIncludingTax").GetDecimal()).Should().Be(130.40m);
    }

    [Fact]
    public async Task Quantity_after_unit_price_looks_the_price_up_again()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync();
        var lines = $"{erp.Company}/salesOrders({order.Text("id")})/salesOrderLines";

        var overwritten = await erp.PostAsync(lines, """{"lineType":"Item","lineObjectNumber":"BIKE","unitPrice":77,"quantity":1}""");
        var kept = await erp.PostAsync(lines, """{"lineType":"Item","lineObjectNumber":"BIKE","quantity":1,"unitPrice":77}""");

        overwritten.Number("unitPrice").Should().Be(100m);
        kept.Number("unitPrice").Should().Be(77m);
        kept["sequence"].GetInt32().Should().Be(40_000);
    }

    [Fact]
    public async Task Partial_posting_keeps_the_order_and_full_posting_removes_it()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync("SHOP-7", bikes: 3);
        var url = $"{erp.Company}/salesOrders({order.Text("id")})";
        var bike = order["salesOrderLines"][0];
        var shipping = order["salesOrderLines"][1];
        await erp.PatchAsync($"{erp.Company}/salesOrderLines({bike.GetProperty("id")})", new { shipQuantity = 1 }, "*");
        await erp.PatchAsync($"{erp.Company}/salesOrderLines({shipping.GetProperty("id")})", new { shipQuantity = 0 }, "*");

        var first = await erp.PostAsync($"{url}/Microsoft.NAV.shipAndInvoice", null);
        var between = await erp.GetAsync($"{url}?$expand=salesOrderLines");
        var second = await erp.PostAsync($"{url}/microsoft.nav.SHIPANDINVOICE", null);
        var gone = await erp.GetAsync(url);
        var invoices = await erp.GetAsync($"{erp.Company}/salesInvoices?$filter=orderNumber eq '{order.Text("number")}'&$expand=salesInvoiceLines");
        var shipments = await erp.GetAsync($"{erp.Company}/salesShipments?$filter=orderNumber eq '{order.Text("number")}'&$expand=salesShipmentLines");

        first.Status.Should().Be(204);
        between["salesOrderLines"][0].GetProperty("shippedQuantity").GetDecimal().Should().Be(1m);
        between["salesOrderLines"][0].GetProperty("shipQuantity").GetDecimal().Should().Be(2m);
        between.Text("lastModifiedDateTime").Should().Be(order.Text("lastModifiedDateTime"));
        gone.Status.Should().Be(404);
        invoices.Rows.Select(row => row.GetProperty("totalAmountExcludingTax").GetDecimal()).Should().Equal(100m, 205m);
        shipments.Rows.Should().HaveCount(2);
        shipments.Rows[0].GetProperty("salesShipmentLines")[0].GetProperty("sequence").GetInt32().Should().Be(10_000);
        second.Headers["Location"].Should().Contain(invoices.Rows[0].GetProperty("id").GetString());
        erp.Erp.World.Books.Inventory("BIKE").Should().Be(97m);
        erp.Erp.World.Books.Balances.Values.Sum().Should().Be(0m);
        erp.Erp.World.Books.Balances[ErpAccounts.Receivables].Should().Be(362.95m);
        erp.Erp.World.Books.Balances[ErpAccounts.Sales].Should().Be(-300m);
        erp.Erp.World.Books.Balances[ErpAccounts.Shipping].Should().Be(-5m);
        erp.Erp.World.Books.Balances[ErpAccounts.VatStandard].Should().Be(-57.95m);
    }

    [Fact]
    public async Task Posting_a_pending_approval_reports_success_and_does_nothing()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync();
        erp.Erp.World.RequestApproval(order.Text("number"));

        var answer = await erp.PostAsync($"{erp.Company}/salesOrders({order.Text("id")})/Microsoft.NAV.shipAndInvoice", null);

        answer.Status.Should().Be(204);
        erp.Erp.World.Books.Invoices.Should().BeEmpty();
    }

    [Fact]
    public async Task Released_orders_refuse_edits_of_lines()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync();
        erp.Erp.World.ReleaseOrder(order.Text("number"));
        var line = $"{erp.Company}/salesOrderLines({order["salesOrderLines"][0].GetProperty("id")})";

        (await erp.PatchAsync(line, new { quantity = 1 }, "*")).Code.Should().Be("Application_FieldValidationException");
        (await erp.PatchAsync(line, new { shipQuantity = 1 }, "*")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Draft_invoices_keep_their_id_when_posted()
    {
        await using var erp = await ErpFixture.StartAsync();
        var draft = await erp.PostAsync($"{erp.Company}/salesInvoices", new Dictionary<string, object>
        {
            ["customerNumber"] = "C1",
            ["salesInvoiceLines"] = new object[] { new { lineType = "Item", lineObjectNumber = "BOOK", quantity = 2 } },
        });

        var posting = await erp.PostAsync($"{erp.Company}/salesInvoices({draft.Text("id")})/Microsoft.NAV.post", null);
        var posted = await erp.GetAsync($"{erp.Company}/salesInvoices({draft.Text("id")})");

        draft.Text("status").Should().Be("Draft");
        posting.Status.Should().Be(204);
        posted.Text("status").Should().Be("Open");
        posted.Text("number").Should().NotBe(draft.Text("number"));
        posted.Number("remainingAmount").Should().Be(21.40m);
        erp.Erp.World.Books.Inventory("BOOK").Should().Be(48m);
    }

    [Fact]
    public async Task Credit_memos_return_goods_by_item_lines_and_only_money_by_account_lines()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync("SHOP-9");
        erp.Erp.World.PostOrder(order.Text("number"));
        var invoice = erp.Erp.World.Books.Invoices.Single();

        var memo = await erp.PostAsync($"{erp.Company}/salesCreditMemos", new Dictionary<string, object>
        {
            ["customerNumber"] = "C1",
            ["externalDocumentNumber"] = "refund-1",
            ["invoiceNumber"] = invoice.Number,
            ["salesCreditMemoLines"] = new object[]
            {
                new { lineType = "Item", lineObjectNumber = "BIKE", quantity = 1 },
                new { lineType = "Account", lineObjectNumber = ErpAccounts.Goodwill, quantity = 1, unitPrice = 10m },
            },
        });
        await erp.PostAsync($"{erp.Company}/salesCreditMemos({memo.Text("id")})/Microsoft.NAV.post", null);

        var posted = await erp.GetAsync($"{erp.Company}/salesCreditMemos?$filter=externalDocumentNumber eq 'REFUND-1'");
        posted.Rows.Single().GetProperty("status").GetString().Should().Be("Paid");
        erp.Erp.World.Books.Inventory("BIKE").Should().Be(99m);
        erp.Erp.World.Books.Invoices.Single().Remaining.Should().Be(243.95m - 129m);
        erp.Erp.World.Books.Balances[ErpAccounts.Goodwill].Should().Be(10m);
        erp.Erp.World.Books.Balances.Values.Sum().Should().Be(0m);
    }

    [Fact]
    public async Task Foreign_documents_are_booked_in_local_currency()
    {
        await using var erp = await ErpFixture.StartAsync();
        erp.Erp.World.SetExchangeRate("USD", 0.9m);
        erp.Erp.World.AddCustomer("US1", "Northwind", taxArea: "EXPORT", currency: "USD");
        await erp.PostAsync($"{erp.Company}/salesOrders", new Dictionary<string, object>
        {
            ["customerNumber"] = "US1",
            ["salesOrderLines"] = new object[] { new { lineType = "Item", lineObjectNumber = "BIKE", quantity = 1, unitPrice = 111.11m } },
        });
        var order = erp.Erp.World.Books.Orders.Single();

        erp.Erp.World.PostOrder(order.Number);

        order.Currency.Should().Be("USD");
        order.TotalTax.Should().Be(0m);
        order.TotalIncludingTax.Should().Be(111.11m);
        erp.Erp.World.Books.Balances[ErpAccounts.Receivables].Should().Be(100m);
    }

    [Fact]
    public async Task Closed_periods_blocked_customers_and_missing_stock_stop_posting()
    {
        await using var erp = await ErpFixture.StartAsync(new SandboxErpOptions { PreventNegativeInventory = true });
        var order = await erp.OrderAsync("SHOP-1", bikes: 101);
        var post = $"{erp.Company}/salesOrders({order.Text("id")})/Microsoft.NAV.shipAndInvoice";

        (await erp.PostAsync(post, null)).Message.Should().Contain("insufficient quantity");
        erp.Erp.World.AdjustInventory("BIKE", 1);
        erp.Erp.World.BlockCustomer("C1", "Invoice");
        (await erp.PostAsync(post, null)).Message.Should().Contain("blocked with type Invoice");
        erp.Erp.World.BlockCustomer("C1", "");
        erp.Erp.World.ClosePeriod(new DateOnly(2999, 1, 1));
        (await erp.PostAsync(post, null)).Message.Should().Contain("Posting Date");
        erp.Erp.World.AllowPosting(null, null);
        (await erp.PostAsync(post, null)).Status.Should().Be(204);
    }

    [Fact]
    public async Task Negative_lines_reduce_the_document_and_a_negative_total_is_refused()
    {
        await using var erp = await ErpFixture.StartAsync();
        var order = await erp.OrderAsync();
        var lines = $"{erp.Company}/salesOrders({order.Text("id")})/salesOrderLines";

        var card = await erp.PostAsync(lines, new { lineType = "Account", lineObjectNumber = ErpAccounts.GiftCards, quantity = -1, unitPrice = 43.95m });
        card.Status.Should().Be(201);
        erp.Erp.World.PostOrder(order.Text("number"), new Dictionary<int, decimal> { [10_000] = 1 });
        var onlyCard = () => erp.Erp.World.PostOrder(order.Text("number"), new Dictionary<int, decimal> { [30_000] = -1 });
        onlyCard.Should().Throw<InvalidOperationException>().WithMessage("*0 or greater*");
        erp.Erp.World.PostOrder(order.Text("number"));

        erp.Erp.World.Books.Orders.Should().BeEmpty();
        erp.Erp.World.Books.Balances[ErpAccounts.GiftCards].Should().Be(43.95m);
        erp.Erp.World.Books.Balances[ErpAccounts.Receivables].Should().Be(200m);
    }

    [Fact]
    public async Task A_new_country_rate_is_one_call()
    {
        await using var erp = await ErpFixture.StartAsync();
        erp.Erp.World.SetVat(new VatRate("OSS-FR", "VAT19", 20m, "22020"));
        erp.Erp.World.AddCustomer("FR1", "Client", taxArea: "OSS-FR", pricesIncludeTax: true);
        var body = new Dictionary<string, object>
        {
            ["customerNumber"] = "FR1",
            ["salesOrderLines"] = new object[] { new { lineType = "Item", lineObjectNumber = "BIKE", quantity = 1, unitPrice = 120m } },
        };

        var order = await erp.PostAsync($"{erp.Company}/salesOrders", body);
        erp.Erp.World.PostOrder(order.Text("number"));

        order.Number("totalTaxAmount").Should().Be(20m);
        erp.Erp.World.Books.Balances["22020"].Should().Be(-20m);
    }
}
