using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using Quickstart;
using static ErpSync.EndToEnd.LiveSystems;

namespace ErpSync.EndToEnd;

/// <summary>Money is captured when the order is placed; the invoice follows on a later day, and the ERP applies no payment to an invoice that is posted later.</summary>
public sealed class ReceiptDateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_receipt_of_an_invoice_that_is_posted_later_is_booked_on_its_day_and_settles_it()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        var erp = sandboxes.Erp.World;
        var order = sandboxes.Shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[0].Sku }], Email = "guest@example.com" });
        await UntilAsync(() => erp.Books.Order(order.Name) is not null, ct);
        var number = erp.Books.Order(order.Name)!.Number;

        erp.EditOrder(number, "postingDate", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3));
        erp.PostOrder(number);

        await UntilAsync(() => erp.Books.Invoices.Single().Remaining == 0m, ct);
        erp.Books.Balances[ErpAccounts.PaymentClearing].Should().Be(erp.Books.Invoices.Single().TotalIncludingTax);
        erp.Books.Balances[ErpAccounts.Receivables].Should().Be(0m);
        (await host.ErpSync.CasesAsync(new(), ct)).Should().BeEmpty();
    }
}
