using System.Net.Http.Headers;
using System.Text.Json;
using ErpSync.Adapters.BusinessCentral.Tests.Wire;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.BusinessCentral;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

/// <summary>A sandbox ERP behind real HTTP and a connection to it.</summary>
internal sealed class ErpFixture : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 24);
    public static readonly Currency Eur = Currency.FromCode("EUR");
    private static readonly Lazy<ApiModel?> Model = new(() => SharedData.WhyMissing("data/businesscentral/bc-api-v2.0-model.json") is null ? ApiModel.Load() : null);
    private readonly List<(BusinessCentralConnector Connector, HttpClient Http, Line Line)> _connections = [];
    private readonly Action<BusinessCentralOptions>? _configure;

    private ErpFixture(SandboxErp erp, FakeTimeProvider time, Action<BusinessCentralOptions>? configure)
    {
        Erp = erp;
        Time = time;
        _configure = configure;
        (Connector, Line) = Connect();
    }

    public SandboxErp Erp { get; }

    public FakeTimeProvider Time { get; }

    public BusinessCentralConnector Connector { get; private set; }

    public Line Line { get; private set; }

    public ISink<SalesDocument> Documents => Connector;

    public ISink<DocumentPosting> Postings => Connector;

    public ISink<PaymentEntry> Payments => Connector;

    public ISink<Customer> Customers => Connector;

    public ISource<SalesDocumentState> States => Connector;

    public ISource<Shipment> Shipments => Connector;

    public ISource<StockLevel> Stock => Connector;

    public ISource<Item> Items => Connector;

    public ISource<LedgerEntry> Ledger => Connector;

    public static async Task<ErpFixture> StartAsync(Action<BusinessCentralOptions>? configure = null, Func<SandboxErpOptions, SandboxErpOptions>? setup = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var options = new SandboxErpOptions
        {
            Time = time,
            Catalog = new SandboxCatalog(
            [
                new SandboxItem("BIKE", "Bike", 119.00m, 0.19m, 100, "4006381000017"),
                new SandboxItem("BOOK", "Book", 10.70m, 0.07m, 100, "4006381000024"),
                new SandboxItem("CAP", "Cap", 11.90m, 0.19m, 50, "4006381000031"),
            ]),
        };
        var erp = await SandboxErp.StartAsync(setup?.Invoke(options) ?? options);
        erp.World.AddCustomer("C1", "Jane Doe", email: "jane@example.com");
        return new ErpFixture(erp, time, configure);
    }

    /// <summary>A new connection that remembers nothing, as after a restart.</summary>
    public void Restart() => (Connector, Line) = Connect();

    public static Money Euro(decimal amount) => new(amount, Eur);

    public static SalesDocumentLine Item(string number, decimal quantity, decimal price, decimal rate = 0.19m, decimal discount = 0m) => new()
    {
        Type = SalesDocumentLineType.Item,
        Item = number,
        Quantity = quantity,
        UnitPrice = Euro(price),
        Discount = Euro(discount),
        Amount = Euro((quantity * price) - discount),
        Tax = [new DocumentTax("VAT", rate, null)],
    };

    public static SalesDocumentLine Account(string number, decimal amount, decimal rate = 0.19m, string role = "ShippingIncome", decimal quantity = 1m) => new()
    {
        Type = SalesDocumentLineType.AccountRole,
        Role = role,
        Account = number,
        Text = role,
        Quantity = quantity,
        UnitPrice = Euro(amount),
        Amount = Euro(amount * quantity),
        Tax = [new DocumentTax("VAT", rate, null)],
    };

    public static SalesDocument Document(string external, decimal gross, params SalesDocumentLine[] lines) => new()
    {
        Kind = SalesDocumentKind.SalesOrder,
        Source = new DocumentSource(DocumentSourceType.Order, external),
        ExternalNumber = external,
        Customer = new CustomerRef(null, "C1"),
        Currency = Eur,
        PricesIncludeTax = true,
        DocumentDate = Today,
        PostingDate = Today,
        Lines = lines,
        Totals = new DocumentTotals(Euro(0m), Euro(0m), Euro(gross)),
        RoundingTolerance = Euro(0.05m),
        RoundingAccount = ErpAccounts.Rounding,
        ShipTo = new Address { Name = "Jane Doe", Line1 = "Main Street 1", City = "Berlin", PostalCode = "10115", Country = "DE" },
    };

    public static SalesDocument Order(string external = "shop-1001") => Document(external, 266.90m,
        Item("BIKE", 2, 119m), Item("BOOK", 2, 10.70m), Account(ErpAccounts.Shipping, 7.50m));

    public static WriteItem<T> Write<T>(T value, WriteKind kind = WriteKind.Create, RecordRef? target = null)
        where T : class => new("1", new IdempotencyKey("key"), kind, value) { Target = target };

    public async Task<WriteResult> SendAsync<T>(T value, WriteKind kind = WriteKind.Create, RecordRef? target = null)
        where T : class => (await ((ISink<T>)(object)Connector).WriteAsync([Write(value, kind, target)], CancellationToken.None)).Single();

    public async Task<RecordRef> AppliedAsync<T>(T value, WriteKind kind = WriteKind.Create, RecordRef? target = null)
        where T : class => await SendAsync(value, kind, target) is var result && result is WriteResult.Applied applied
            ? applied.Ref
            : throw new InvalidOperationException($"Not applied: {result}");

    public async Task<RecordRef?> LookupAsync<T>(T value)
        where T : class => await ((ISink<T>)(object)Connector).LookupAsync(Write(value), CancellationToken.None);

    public async Task<SalesDocumentState?> StateAsync(string id) => (await FindAsync(States, id)).Value;

    public static async Task<SourceRecord<T>> FindAsync<T>(ISource<T> source, string id)
        where T : class
    {
        await foreach (var record in source.FindAsync([id], CancellationToken.None))
        {
            return record;
        }

        throw new InvalidOperationException("No record was yielded.");
    }

    public static async Task<(List<SourceRecord<T>> Records, Checkpoint? Last)> ReadAsync<T>(ISource<T> source, Checkpoint? after = null, int? pageSize = null)
        where T : class
    {
        var records = new List<SourceRecord<T>>();
        Checkpoint? last = null;
        await foreach (var page in source.ReadAsync(new ReadRequest(after, PageSizeHint: pageSize), CancellationToken.None))
        {
            records.AddRange(page.Records);
            last = page.Next;
        }

        return (records, last);
    }

    /// <summary>Ids of the company's records, as people find them.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(string set)
    {
        using var people = People();
        using var rows = JsonDocument.Parse(await people.GetStringAsync(set));
        return [.. rows.RootElement.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("id").GetGuid())];
    }

    /// <summary>People delete a record.</summary>
    public async Task DeleteAsync(string set, Guid id)
    {
        using var people = People();
        (await people.DeleteAsync($"{set}({id:D})")).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connector, http, line) in _connections)
        {
            connector.Dispose();
            http.Dispose();
            if (Model.Value is { } model)
            {
                line.Sent.Where(request => request.Path.Contains("/api/v2.0/", StringComparison.Ordinal)).SelectMany(request => request.Parts).SelectMany(model.Unknown).Distinct().Should().BeEmpty();
            }

            line.Sent.Should().NotContain(request => request.Method == "PATCH" && request.IfMatch == null);
            line.Sent.Should().NotContain(request => request.IsBatch && (request.Parts.Count > 100 || request.IsWrite));
            line.Sent.Should().NotContain(request => request.Language != "en-US");
        }

        await Erp.DisposeAsync();
    }

    private HttpClient People() => new()
    {
        BaseAddress = new Uri(Erp.ApiAddress, $"companies({Erp.CompanyId:D})/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Erp.Token) },
    };

    private (BusinessCentralConnector, Line) Connect()
    {
        var line = new Line(new SocketsHttpHandler());
        var http = new HttpClient(line);
        var options = new BusinessCentralOptions
        {
            BaseAddress = Erp.BaseAddress,
            TenantId = Erp.Options.Tenant,
            Environment = Erp.Options.Environment,
            CompanyId = Erp.CompanyId,
            StaticToken = Erp.Token,
            WebhookClientState = "a-long-random-client-state",
            PaymentJournals = { ["shopify_payments"] = "SHOP", ["manual"] = "MANUAL" },
        };
        _configure?.Invoke(options);
        var connector = BusinessCentralConnectorFactory.Create("erp", options, http, Time, new SilentBudget(), NullLoggerFactory.Instance);
        _connections.Add((connector, http, line));
        return (connector, line);
    }

    private sealed class SilentBudget : IRateBudgetReporter
    {
        public void Report(string connection, RateBudget budget)
        {
        }
    }
}
