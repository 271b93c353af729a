using CsCheck;
using ErpSync.Sandbox.BusinessCentral;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

public sealed class SalesPropertyTests
{
    private static readonly Gen<(int Quantity, decimal Price, decimal Discount, bool Book)> Line = Gen.Select(
        Gen.Int[1, 6], Gen.Int[1, 20_000].Select(cents => cents / 100m), Gen.Int[0, 30].Select(percent => (decimal)percent), Gen.Bool);

    [Fact]
    public async Task However_an_order_is_posted_books_balance_and_discounts_and_stock_add_up()
    {
        await using var erp = await ErpFixture.StartAsync();
        var number = 0;

        await Gen.Select(Line.Array[1, 6], Gen.Bool, Gen.Int[1, 3], Gen.Int[0, 500]).SampleAsync(async (lines, including, chunk, discountCents) =>
        {
            var external = $"P-{Interlocked.Increment(ref number)}";
            var bikes = erp.Erp.World.Books.Inventory("BIKE");
            var books = erp.Erp.World.Books.Inventory("BOOK");
            var discount = Math.Min(discountCents / 100m, lines.Sum(line => decimal.Round(line.Quantity * line.Price * (100 - line.Discount) / 100m, 2) - 0.01m));
            var created = await erp.PostAsync($"{erp.Company}/salesOrders?$expand=salesOrderLines", new Dictionary<string, object>
            {
                ["customerNumber"] = "C1",
                ["externalDocumentNumber"] = external,
                ["pricesIncludeTax"] = including,
                ["discountAmount"] = Math.Max(0m, discount),
                ["salesOrderLines"] = lines.Select(line => new
                {
                    lineType = "Item",
                    lineObjectNumber = line.Book ? "BOOK" : "BIKE",
                    quantity = line.Quantity,
                    unitPrice = line.Price,
                    discountPercent = line.Discount,
                }).ToArray(),
            });
            created.Status.Should().Be(201, created.Body.ToString());
            created.Number("totalAmountIncludingTax").Should().Be(created.Number("totalAmountExcludingTax") + created.Number("totalTaxAmount"));
            for (var round = 0; round < 10 && erp.Erp.World.Books.Order(external) is { } open; round++)
            {
                erp.Erp.World.PostOrder(open.Number, open.Lines.ToDictionary(line => line.Sequence, _ => (decimal)chunk));
            }

            erp.Erp.World.Books.Order(external).Should().BeNull();
            var invoices = erp.Erp.World.Books.Invoices.Where(invoice => invoice.ExternalNumber == external).ToList();
            var tolerance = 0.01m * invoices.Count * lines.Length;
            invoices.Sum(invoice => invoice.TotalIncludingTax).Should().BeApproximately(created.Number("totalAmountIncludingTax"), tolerance);
            erp.Erp.World.Books.Balances.Values.Sum().Should().Be(0m);
            (bikes - erp.Erp.World.Books.Inventory("BIKE")).Should().Be(lines.Where(line => !line.Book).Sum(line => line.Quantity));
            (books - erp.Erp.World.Books.Inventory("BOOK")).Should().Be(lines.Where(line => line.Book).Sum(line => line.Quantity));
        }, iter: 60, threads: 1);

        var ledger = await erp.GetAsync($"{erp.Company}/itemLedgerEntries?$select=entryNumber,itemNumber,quantity");
        ledger.Rows.Select(row => row.GetProperty("entryNumber").GetInt32()).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        ledger.Rows.Where(row => row.GetProperty("itemNumber").GetString() == "BIKE").Sum(row => row.GetProperty("quantity").GetDecimal())
            .Should().Be(erp.Erp.World.Books.Inventory("BIKE"));
    }
}
