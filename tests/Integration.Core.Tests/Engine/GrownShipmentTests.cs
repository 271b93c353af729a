using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using ErpSync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ErpSync.Core.Tests.Engine;

/// <summary>A running host in which a warehouse adds to a shipment that the shop was told of.</summary>
public sealed class GrownShipmentTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly SubjectKey Subject = new(FlowNames.Fulfilments("wms"), "S1");
    private readonly InMemorySyncStore _store = new();
    private readonly InMemoryConnector<Shipment> _wms = new("wms", EntityNames.Shipment, TimeProvider.System);
    private readonly InMemoryConnector<Shipment> _shop = new("shop", EntityNames.Shipment, TimeProvider.System);
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));
    private IHost? _host;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_added_is_told_once_even_when_the_answer_is_lost(bool lost)
    {
        await LinkOrderAsync();
        var erpSync = await StartAsync();
        await ShipAsync(erpSync, new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("CAP", 1, "20000"));
        if (lost)
        {
            _shop.Misbehave(Misbehaviour.LoseAnswer());
        }

        await ShipAsync(erpSync, new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("CAP", 1, "20000"), new ShipmentLine("TEE", 1, "30000"));
        await ShipAsync(erpSync, new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("CAP", 1, "20000"), new ShipmentLine("TEE", 1, "30000"));

        _shop.Writes.Select(static write => write.Value.Lines.Count).Should().Equal([2, 3], "each state is told once");
        _shop.Writes[1].Target!.Id.Should().Be("shipment-1", "the shop adds to the fulfilment that it has");
        (await erpSync.CasesAsync(new CaseQuery())).Should().BeEmpty();
        (await _store.ReadLinksAsync([Subject], default)).Should().ContainSingle().Which.Memo.Should().Contain("\"TEE\":1");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        _limit.Dispose();
    }

    private async Task ShipAsync(IErpSync erpSync, params ShipmentLine[] lines)
    {
        _wms.Put("S1", new Shipment { Id = "S1", Number = "S1", OrderNumber = "SO1", Lines = lines });
        await erpSync.SignalAsync(Subject, "test");
        while ((await erpSync.OverviewAsync()).Counts.Waiting > 0)
        {
            await Task.Delay(Soon, _limit.Token);
        }
    }

    private async Task<IErpSync> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync => sync
            .UseStore(_ => _store, _ => new InMemoryLaneOwnership(_store.Lanes))
            .Engine(static engine => (engine.IdlePoll, engine.FirstBackoff, engine.MaxBackoff, engine.SweepInterval) = (Soon, Soon, Soon, TimeSpan.FromHours(1)))
            .AddConnection("wms", _ => _wms)
            .AddConnection("shop", _ => _shop)
            .AddFlow(static _ => new SilentFlow())
            .SyncFulfilments(from: "wms", to: "shop", orders: "erp"));
        _host = builder.Build();
        await _host.StartAsync();
        return _host.Services.GetRequiredService<IErpSync>();
    }

    /// <summary>The order of the shop is a document of the ERP.</summary>
    private async Task LinkOrderAsync()
    {
        var source = new DocumentSource(DocumentSourceType.Order, "1");
        var order = new SubjectKey(FlowNames.Orders("shop"), "1");
        var lane = _store.Lanes.Move([LaneHash.Of(order, _store.LaneCount)], "node-1").Single();
        var memo = JsonSerializer.Serialize(
            new DocumentMemo
            {
                Kind = SalesDocumentKind.SalesOrder,
                Source = source,
                Lines = [new DocumentMemoLine("l1", "MUG", 2, default, 10_000), new DocumentMemoLine("l2", "CAP", 1, default, 20_000), new DocumentMemoLine("l3", "TEE", 1, default, 30_000)],
            },
            PlanningJson.Default.DocumentMemo);
        await _store.AppendAsync([new NewSignal(order, "test", "1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)], null, default);
        await _store.CommitAsync(
            [
                new SubjectCommit
                {
                    Subject = order,
                    Lane = lane,
                    At = DateTimeOffset.UnixEpoch,
                    ThroughSequence = 1,
                    Transition = SubjectTransition.Complete,
                    Outcome = SignalOutcome.Unchanged,
                    Links = [new Link(order, LinkNames.Document(source), "erp", EntityNames.SalesDocument, new RecordRef("d1", null, "SO1"), memo, DateTimeOffset.UnixEpoch)],
                },
            ],
            default);
    }

    /// <summary>Stands for the flow of the shop's orders.</summary>
    private sealed class SilentFlow : SyncFlow<string>
    {
        public override string Name => FlowNames.Orders("shop");

        public override string SourceConnection => "shop";

        public override string SourceEntity => "";

        public override bool IsSwept => false;

        protected override ValueTask<IReadOnlyList<Reading<string>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyList<Reading<string>>>([.. heads.Select(static head => new Reading<string>(head.Subject.Id))]);

        protected override SubjectPlan Plan(SubjectHead head, string reading, DateTimeOffset now) => SubjectPlan.Settled;
    }
}
