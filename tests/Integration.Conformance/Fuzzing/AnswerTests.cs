using ErpSync.Conformance.BusinessCentral;
using ErpSync.Conformance.Shopify;
using ErpSync.Conformance.Wms;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace ErpSync.Conformance.Fuzzing;

/// <summary>Damaged GraphQL, OData and JSON answers: a connector reads, refuses with a fault, or says that it does not know. It never throws anything else.</summary>
[Collection(FuzzCollection.Name)]
public sealed class AnswerTests(ITestOutputHelper output)
{
    private const int Rounds = 150;

    [Fact]
    public async Task Shopify_survives_damaged_answers()
    {
        await using var fixture = await ShopifyConformance.StartAsync();
        await AnswersAsync(fixture, (connector, ids, token) =>
        [
            () => CheckAsync(connector, token), () => FindAsync<Order>(connector, ids, token), () => FindAsync<Item>(connector, ids, token), () => FindAsync<Customer>(connector, ids, token),
            () => FindAsync<StockLevel>(connector, ids, token), () => ReadAsync<Order>(connector, token), () => ReadAsync<Item>(connector, token), () => ReadAsync<Customer>(connector, token),
            () => ReadAsync<StockLevel>(connector, token), () => SubscribeAsync(connector, token),
        ]);
    }

    [Fact]
    public async Task Business_Central_survives_damaged_answers()
    {
        await using var fixture = await ErpConformance.StartAsync();
        await AnswersAsync(fixture, (connector, ids, token) =>
        [
            () => CheckAsync(connector, token), () => FindAsync<SalesDocumentState>(connector, ids, token), () => FindAsync<Shipment>(connector, ids, token), () => FindAsync<StockLevel>(connector, ids, token),
            () => FindAsync<Item>(connector, ids, token), () => ReadAsync<SalesDocumentState>(connector, token), () => ReadAsync<Shipment>(connector, token), () => ReadAsync<StockLevel>(connector, token),
            () => ReadAsync<Item>(connector, token),
        ],
        1_420, 3_814, 44_350);
    }

    [Fact]
    public async Task The_sample_adapter_survives_damaged_answers()
    {
        await using var fixture = new WmsConformance();
        await AnswersAsync(fixture, (connector, ids, token) =>
        [
            () => CheckAsync(connector, token), () => FindAsync<Shipment>(connector, ids, token), () => FindAsync<StockLevel>(connector, ids, token), () => ReadAsync<Shipment>(connector, token), () => ReadAsync<StockLevel>(connector, token),
        ]);
    }

    [Fact]
    public async Task Writes_survive_damaged_answers_with_a_result_each()
    {
        await using var shop = await ShopifyConformance.StartAsync();
        await using var erp = await ErpConformance.StartAsync();
        await FuzzRun.OverAsync(output, Rounds, async seed =>
        {
            var fixture = seed % 2 == 0 ? shop : erp;
            var sink = fixture.Sinks[(int)(seed / 2 % (ulong)fixture.Sinks.Count)];
            var (connector, line) = await ConnectAsync(fixture);
            using var _ = connector as IDisposable;
            line.Inject(new TransportFault.Altered(body => Mutation.Of(body, seed)), skip: (int)(seed / 8 % 5));
            await FuzzRun.ClearAsync(async () =>
            {
                var result = await WritingAsync(sink, connector, seed);
                if (result is WriteResult.Failed failed)
                {
                    FuzzRun.Clear(failed.Fault);
                }
            });
        },
        4_003, 28_685);
    }

    private static async Task<WriteResult> WritingAsync(SinkFixture sink, IConnector connector, ulong seed) => sink switch
    {
        SinkFixture<StockLevel> levels => await WriteAsync(levels, connector, seed),
        SinkFixture<Shipment> shipments => await WriteAsync(shipments, connector, seed),
        SinkFixture<Customer> customers => await WriteAsync(customers, connector, seed),
        SinkFixture<SalesDocument> documents => await WriteAsync(documents, connector, seed),
        SinkFixture<DocumentPosting> postings => await WriteAsync(postings, connector, seed),
        SinkFixture<PaymentEntry> payments => await WriteAsync(payments, connector, seed),
        SinkFixture<GeneralJournal> journals => await WriteAsync(journals, connector, seed),
        _ => throw new InvalidOperationException($"No way to write '{sink.Entity}' here."),
    };

    private static async Task<WriteResult> WriteAsync<T>(SinkFixture<T> sink, IConnector connector, ulong seed)
        where T : class
    {
        var item = new WriteItem<T>("1", new IdempotencyKey($"fuzz:{sink.Entity}:{seed}"), sink.Kind, await sink.MakeAsync(CancellationToken.None));
        var results = await ((ISink<T>)connector).WriteAsync([item], CancellationToken.None);
        return results.Should().ContainSingle().Subject;
    }

    private async Task AnswersAsync(ConformanceFixture fixture, Func<IConnector, IReadOnlyList<string>, CancellationToken, Func<Task>[]> calls, params ulong[] known)
    {
        var ids = new List<string>();
        foreach (var source in fixture.Sources)
        {
            ids.Add(await source.AddAsync(CancellationToken.None));
            ids.Add(source.MissingId);
        }

        await FuzzRun.OverAsync(output, Rounds, async seed =>
        {
            var (connector, line) = await ConnectAsync(fixture);
            using var _ = connector as IDisposable;
            line.Inject(new TransportFault.Altered(body => Mutation.Of(body, seed)), skip: (int)(seed / 16 % 3), times: 2);
            var each = calls(connector, ids, CancellationToken.None);
            await FuzzRun.ClearAsync(each[(int)(seed % (ulong)each.Length)]);
        },
        known);
    }

    private static async Task<(IConnector Connector, TransportLine Line)> ConnectAsync(ConformanceFixture fixture)
    {
        var line = new TransportLine(fixture.Clock);
        return (await fixture.ConnectAsync(new ConnectionRequest("fuzzed", ConnectionSettings.Valid, line, new SilentBudgets(), NullLoggerFactory.Instance), CancellationToken.None), line);
    }

    private static async Task CheckAsync(IConnector connector, CancellationToken ct) => (await connector.CheckAsync(ct)).Findings.Count.Should().BeLessThan(100);

    private static async Task SubscribeAsync(IConnector connector, CancellationToken ct) =>
        await ((IWebhookRegistrar)connector).EnsureSubscriptionsAsync(new Uri("https://hooks.example/shop"), ct);

    private static async Task FindAsync<T>(IConnector connector, IReadOnlyList<string> ids, CancellationToken ct)
        where T : class
    {
        await foreach (var record in ((ISource<T>)connector).FindAsync(ids, ct))
        {
            Plausible(record);
        }
    }

    private static async Task ReadAsync<T>(IConnector connector, CancellationToken ct)
        where T : class
    {
        var pages = 0;
        await foreach (var page in ((ISource<T>)connector).ReadAsync(new ReadRequest(PageSizeHint: 2), ct))
        {
            (++pages).Should().BeLessThan(200, "a damaged answer makes no endless reading");
            page.Next.Value.Length.Should().BeLessThan(4096);
            foreach (var record in page.Records)
            {
                Plausible(record);
            }
        }
    }

    private static void Plausible<T>(SourceRecord<T> record)
        where T : class
    {
        record.Id.Should().NotBeNull();
        if (record.Fault is { } fault)
        {
            FuzzRun.Clear(fault);
        }
    }
}
