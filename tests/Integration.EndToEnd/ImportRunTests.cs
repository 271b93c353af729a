using System.Globalization;
using System.Text.Json;
using Quickstart;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>The Quickstart with orders from files: what can be booked is booked, and its closing table tells the rest as it is.</summary>
public sealed class ImportRunTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Orders_that_tie_are_booked_in_their_currency_and_the_others_are_told_as_missing()
    {
        var folder = Directory.CreateTempSubdirectory("erpsync-import-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "good.json"), Order(1, "#1", "EUR", "11.90", "1.90", "11.90"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "same-name.json"), Order(2, "#1", "CAD", "119.00", "19.00", "119.00"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "does-not-tie.json"), Order(3, "#3", "CAD", "23.80", "3.80", "99.00"));

            var (exit, report) = await RunAsync(folder.FullName);

            exit.Should().Be(1, "an order is missing");
            report.GetProperty("agreed").GetBoolean().Should().BeFalse();
            Figures(report.GetProperty("orders")).Should().Contain("inShop", 3).And.Contain("inErp", 2).And.Contain("missing", 1).And.Contain("duplicates", 0);
            var money = report.GetProperty("money").GetProperty("byCurrency").EnumerateArray().ToDictionary(sum => sum.GetProperty("currency").GetString()!);
            money["EUR"].GetProperty("erpTotal").GetString().Should().Be("11.90");
            money["EUR"].GetProperty("unexplained").GetString().Should().Be("0.00");
            money["CAD"].GetProperty("erpTotal").GetString().Should().Be("119.00");
            money["CAD"].GetProperty("unexplained").GetString().Should().Be("99.00");
            var signals = Figures(report.GetProperty("signals"));
            signals["cases"].Should().Be(1);
            signals["waiting"].Should().Be(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SharedDataFact("data/shopify")]
    public async Task Published_and_recorded_orders_are_booked_or_become_cases()
    {
        var (_, report) = await RunAsync(SharedData.PathOf("data", "shopify"));

        output.WriteLine(report.ToString());
        var orders = Figures(report.GetProperty("orders"));
        orders["inShop"].Should().BeGreaterThan(20);
        orders["inErp"].Should().BeGreaterThan(10);
        orders["duplicates"].Should().Be(0);
        var signals = Figures(report.GetProperty("signals"));
        signals["waiting"].Should().Be(0);
        signals["cases"].Should().Be(orders["missing"], "what is not in the ERP is a case");
        signals["accepted"].Should().Be(signals["applied"] + signals["unchanged"] + signals["superseded"] + signals["waiting"] + signals["cases"]);
    }

    private static async Task<(int Exit, JsonElement Report)> RunAsync(string directory)
    {
        using var limit = new CancellationTokenSource(Limit);
        var file = Path.GetTempFileName();
        try
        {
            var exit = await QuickstartRun.RunAsync(new QuickstartOptions { Import = directory, Chaos = false, InMemory = true, Report = file }, limit.Token);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            return (exit, report.RootElement.Clone());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, long> Figures(JsonElement part) =>
        part.EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetInt64());

    private static string Order(int id, string name, string currency, string price, string tax, string total) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
          "admin_graphql_api_id": "gid://shopify/Order/{{id}}", "id": {{id}}, "name": "{{name}}", "currency": "{{currency}}", "taxes_included": true,
          "financial_status": "paid", "email": "guest@example.com",
          "current_total_price_set": { "shop_money": { "amount": "{{total}}", "currency_code": "{{currency}}" }, "presentment_money": { "amount": "{{total}}", "currency_code": "{{currency}}" } },
          "line_items": [ { "id": {{id}}1, "title": "Mug", "sku": "MUG-{{id}}", "quantity": 1, "price": "{{price}}", "tax_lines": [ { "title": "MwSt", "rate": 0.19, "price": "{{tax}}" } ] } ]
        }
        """);
}
