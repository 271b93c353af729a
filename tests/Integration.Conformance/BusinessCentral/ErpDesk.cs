using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ErpSync.Adapters.BusinessCentral;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

/// <summary>The company's people: they make and count what a check needs, with plain OData and without the connector that is tested.</summary>
internal sealed class ErpDesk(SandboxErp erp, ConformanceClock clock, Func<BusinessCentralConnector> connect) : IDisposable
{
    public static readonly Currency Eur = Currency.FromCode("EUR");
    private readonly HttpClient _http = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", erp.Token) } };
    private BusinessCentralConnector? _own;
    private int _count;

    public ErpWorld World => erp.World;

    public ErpBooks Books => erp.World.Books;

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public string Next(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++_count:D5}");

    public string AddItem(string title = "Article", int stock = 100, decimal price = 119m)
    {
        var number = Next("ART-");
        World.AddItem(new SandboxItem(number, title, price, 0.19m, stock, string.Create(CultureInfo.InvariantCulture, $"4006381{_count:D6}")));
        return number;
    }

    public SalesDocument Order(decimal price = 119m, decimal quantity = 2m, string? item = null)
    {
        var external = Next("shop-");
        return new SalesDocument
        {
            Kind = SalesDocumentKind.SalesOrder,
            Source = new DocumentSource(DocumentSourceType.Order, external),
            ExternalNumber = external,
            Customer = new CustomerRef(null, "C1"),
            Currency = Eur,
            PricesIncludeTax = true,
            DocumentDate = Today,
            PostingDate = Today,
            Lines = [Line(item ?? AddItem(price: price), quantity, price), Line(AddItem(price: 11.90m), 1m, 11.90m)],
            Totals = Totals((price * quantity) + 11.90m),
            RoundingTolerance = new Money(0.05m, Eur),
            RoundingAccount = ErpAccounts.Rounding,
            ShipTo = new Address { Name = "Canary Person", Line1 = ConformanceCanary.Street, City = "Berlin", PostalCode = "10115", Country = "DE" },
        };
    }

    public static DocumentTotals Totals(decimal gross) => new(new Money(0m, Eur), new Money(0m, Eur), new Money(gross, Eur));

    public static SalesDocumentLine Line(string item, decimal quantity, decimal price) => new()
    {
        Type = SalesDocumentLineType.Item,
        Item = item,
        Quantity = quantity,
        UnitPrice = new Money(price, Eur),
        Discount = new Money(0m, Eur),
        Amount = new Money(quantity * price, Eur),
        Tax = [new DocumentTax("VAT", 0.19m, null)],
    };

    /// <summary>An order that is in the company already.</summary>
    public async Task<RecordRef> EnterAsync(SalesDocument document, CancellationToken ct)
    {
        ISink<SalesDocument> own = _own ??= connect();
        var results = await own.WriteAsync([new WriteItem<SalesDocument>("1", new IdempotencyKey($"desk:{document.ExternalNumber}"), WriteKind.Create, document)], ct);
        return results[0] is WriteResult.Applied applied ? applied.Ref : throw new InvalidOperationException($"The desk could not enter an order: {results[0]}");
    }

    public IReadOnlyList<JsonElement> Rows(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(erp.ApiAddress, $"companies({erp.CompanyId:D})/{query}"));
        using var response = _http.Send(request);
        response.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(response.Content.ReadAsStream());
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(row => row.Clone())];
    }

    public IEnumerable<JsonElement> Customers() => Rows("customers");

    public static string Quote(string text) => $"'{Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal))}'";

    public void Dispose()
    {
        _own?.Dispose();
        _http.Dispose();
    }
}
