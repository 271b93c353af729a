using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.BusinessCentral;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>The engine's rules in miniature against a server that loses answers, throttles, fails, locks and shows old lists.</summary>
public sealed class ChaosTests
{
    private const int MaxAttempts = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Every_customer_order_posting_and_payment_lands_exactly_once(int seed)
    {
        await using var erp = await StartAsync(
            options => options.UnknownOutcomeWait = TimeSpan.FromSeconds(3),
            setup => setup with { Faults = SandboxFaultOptions.Chaos(seed) with { LostResponse = 0.06, StaleRead = 0.10 } });
        erp.Time.Advance(TimeSpan.FromMinutes(1));

        for (var number = 1; number <= 6; number++)
        {
            var customer = await SettleAsync(erp, new Customer { Id = $"{number}", DisplayName = $"Shopper {number}", Email = $"shopper{number}@example.com" });
            var order = await SettleAsync(erp, Order($"shop-{number}") with
            {
                Customer = new CustomerRef(customer.Id, customer.DisplayNumber!),
                Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(266.92m)),
            });
            await SettleAsync(erp, Posting(order, new PostingLine("10000", 1, 0)));
            var invoice = await SettleAsync(erp, Posting(order, new PostingLine("10000", 1, 1), new PostingLine("20000", 2, 0)));
            invoice.DisplayNumber.Should().NotBeNull();
            await SettleAsync(erp, new PaymentEntry
            {
                TransactionId = $"{9000 + number}",
                Gateway = "shopify_payments",
                Customer = new CustomerRef(customer.Id, customer.DisplayNumber!),
                Amount = Euro(266.92m),
                PostingDate = Today,
                OrderNumber = $"SHOP-{number}",
            });
        }

        erp.Erp.Faults.Enabled = false;
        var books = erp.Erp.World.Books;
        books.Count("customers").Should().Be(7);
        books.Orders.Should().BeEmpty();
        books.Invoices.GroupBy(invoice => invoice.ExternalNumber).Select(order => order.Sum(invoice => invoice.TotalIncludingTax)).Should().Equal(Enumerable.Repeat(266.92m, 6));
        books.Shipments.Sum(shipment => shipment.Quantities.Where(line => line.Key == 10000).Sum(line => line.Value)).Should().Be(12m);
        books.Balances[ErpAccounts.PaymentClearing].Should().Be(6 * 266.92m);
    }

    private static DocumentPosting Posting(RecordRef order, params PostingLine[] lines) => new()
    {
        DocumentId = order.Id,
        Kind = SalesDocumentKind.SalesOrder,
        ExternalNumber = "",
        Lines = lines,
    };

    private static async Task<RecordRef> SettleAsync<T>(ErpFixture erp, T record)
        where T : class
    {
        var log = new List<string>();
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            erp.Time.Advance(TimeSpan.FromMilliseconds(200));
            switch (await erp.SendAsync(record))
            {
                case WriteResult.Applied applied:
                    return applied.Ref;
                case WriteResult.Unchanged unchanged:
                    return unchanged.Ref;
                case WriteResult.Failed { Fault.Kind: FaultKind.Transient or FaultKind.Throttled or FaultKind.Conflict } failed:
                    log.Add(failed.Fault.Code);
                    erp.Time.Advance(TimeSpan.FromMilliseconds(500));
                    break;
                case WriteResult.Unknown unknown:
                    log.Add("?" + unknown.Fault.Code);
                    if (await LookAsync(erp, record, log) is { } found)
                    {
                        return found;
                    }

                    break;
                case var other:
                    throw new InvalidOperationException($"{other} after {string.Join(", ", log)}");
            }
        }

        throw new InvalidOperationException($"Never settled: {string.Join(", ", log)}");
    }

    private static async Task<RecordRef?> LookAsync<T>(ErpFixture erp, T record, List<string> log)
        where T : class
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            erp.Time.Advance(TimeSpan.FromSeconds(3));
            try
            {
                return await ((ISink<T>)(object)erp.Connector).LookupAsync(Write(record), CancellationToken.None);
            }
            catch (ConnectorException notAnswered)
            {
                log.Add("look:" + notAnswered.Fault.Code);
            }
        }

        throw new InvalidOperationException($"Never answered: {string.Join(", ", log)}");
    }
}
