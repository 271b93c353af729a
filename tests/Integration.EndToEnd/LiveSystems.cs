using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using ErpSync.Reconciliation.Results;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using Quickstart;

namespace ErpSync.EndToEnd;

/// <summary>What tests of reconciliations over running systems do in the systems.</summary>
internal static class LiveSystems
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Places an order, which the ERP ships and invoices as a whole, and waits until the shop knows of the parcel.</summary>
    public static async Task<ShopOrder> SellAsync(Sandboxes sandboxes, CancellationToken ct, int article = 0, string? country = null)
    {
        var order = sandboxes.Shop.World.PlaceOrder(new NewOrder
        {
            Lines = [new NewOrderLine { Sku = sandboxes.Catalog.Items[article].Sku, Quantity = 3 }],
            ShippingLines = [new NewShippingLine("Standard", 4.90m)],
            Discounts = [new NewDiscount("WELCOME10", Percentage: 10m)],
            Email = "guest@example.com",
            TaxesIncluded = true,
            ShippingAddress = country is null ? null : new ShopAddress { FirstName = "Kim", LastName = "Doe", Address1 = "Main Street 1", City = "Town", Zip = "10115", CountryCode = country },
        });
        var erp = sandboxes.Erp.World;
        await UntilAsync(() => erp.Books.Order(order.Name) is not null, ct);
        erp.PostOrder(erp.Books.Order(order.Name)!.Number);
        await UntilAsync(() => sandboxes.Shop.World.Order(order.Id).Fulfilments.Count == 1, ct);
        return sandboxes.Shop.World.Order(order.Id);
    }

    public static ReconciliationScope Scope(IReconciliation reconciliation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return reconciliation.ScopeOf("test", today.AddDays(-1), today.AddDays(1), now);
    }

    /// <summary>Receipts follow their invoice a moment later; until then they are under way.</summary>
    public static async Task<ReconciliationReport> SettledAsync(IReconciliation reconciliation, int receipts, CancellationToken ct)
    {
        while (true)
        {
            var report = (await reconciliation.RunAsync(Scope(reconciliation), matches: null, ct)).Report;
            if (report.Breaks.All(static item => item.Class == BreakClass.Rounding) && report.Matches.Count(static match => match.Section == ReconciliationSection.PaymentReceipt) >= receipts)
            {
                return report;
            }

            await Task.Delay(Poll, ct);
        }
    }

    public static async Task PostByHandAsync(Sandboxes sandboxes, string account, decimal amount, CancellationToken ct, string document = "BYHAND")
    {
        using var http = new HttpClient { BaseAddress = new Uri(sandboxes.Erp.ApiAddress, $"companies({sandboxes.Erp.CompanyId})/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sandboxes.Erp.Token);
        var journal = (string)(await http.GetFromJsonAsync<JsonNode>("journals", ct))!["value"]![0]!["id"]!;
        foreach (var (number, value) in new[] { (account, amount), (ErpAccounts.Bank, -amount) })
        {
            var line = new JsonObject { ["accountType"] = "G_x002F_L_x0020_Account", ["accountNumber"] = number, ["postingDate"] = $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}", ["documentNumber"] = document, ["amount"] = value };
            (await http.PostAsJsonAsync($"journals({journal})/journalLines", line, ct)).EnsureSuccessStatusCode();
        }

        (await http.PostAsync(new Uri($"journals({journal})/Microsoft.NAV.post", UriKind.Relative), null, ct)).EnsureSuccessStatusCode();
    }

    public static async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        while (!holds())
        {
            await Task.Delay(Poll, ct);
        }
    }
}
