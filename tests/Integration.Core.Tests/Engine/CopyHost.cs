using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using ErpSync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ErpSync.Tests.Engine;

/// <summary>A real engine between two systems in memory, impatient so that tests are quick. Every look at its counts checks G1.</summary>
internal sealed class CopyHost : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InMemorySyncStore _store;
    private readonly IHost _host;
    private readonly CopyFlow _flow;

    private CopyHost(CopyHost? before, Action<EngineOptions>? configure, bool swept, bool refreshed = false)
    {
        _store = before?._store ?? new InMemorySyncStore();
        Left = before?.Left ?? new InMemoryConnector<Note>(CopyFlow.Source, Note.Entity, TimeProvider.System);
        Right = before?.Right ?? new InMemoryConnector<Note>(CopyFlow.Target, Note.Entity, TimeProvider.System);
        Origin = new TrickySource(Left);
        Sink = new HoldableSink(Right);
        var connection = new ConnectionOptions { MaxConcurrency = 1, ThrottlePause = Soon, BreakDuration = Soon, RecheckInterval = Soon, CheckInterval = Soon };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync => sync
            .UseStore(_ => _store, _ => new InMemoryLaneOwnership(_store.Lanes))
            .Engine(engine =>
            {
                engine.IdlePoll = Soon;
                engine.FirstBackoff = Soon;
                engine.MaxBackoff = Soon;
                engine.WaitPoll = Soon;
                engine.MaxAttempts = 3;
                engine.SweepInterval = swept ? Soon : TimeSpan.FromHours(1);
                configure?.Invoke(engine);
            })
            .AddConnection(CopyFlow.Source, _ => Origin, connection)
            .AddConnection(CopyFlow.Target, _ => Sink, connection)
            .AddEntity(Note.Entity, NoteJson.Default.Note)
            .AddFlow(provider => ActivatorUtilities.CreateInstance<CopyFlow>(provider)));
        _host = builder.Build();
        _flow = (CopyFlow)_host.Services.GetRequiredService<ISyncFlow>();
        _flow.Sweeps = swept;
        _flow.Refreshes = refreshed;
        ErpSync = _host.Services.GetRequiredService<IErpSync>();
    }

    public InMemoryConnector<Note> Left { get; }

    public InMemoryConnector<Note> Right { get; }

    public TrickySource Origin { get; }

    public HoldableSink Sink { get; }

    public IErpSync ErpSync { get; }

    /// <summary>Texts that were written to the target, in order, each with its subject.</summary>
    public IReadOnlyList<string> Written => [.. Right.Writes.Select(write => write.Key.Value)];

    public static async Task<CopyHost> StartAsync(Action<EngineOptions>? configure = null, bool swept = false, bool refreshed = false, ConnectionReport? right = null)
    {
        var host = new CopyHost(null, configure, swept, refreshed);
        host.Right.Report = right ?? host.Right.Report;
        await host._host.StartAsync();
        host._flow.Sweeps = true;
        return host;
    }

    /// <summary>Another process over the same store and the same systems.</summary>
    public async Task<CopyHost> RestartAsync()
    {
        await DisposeAsync();
        var host = new CopyHost(this, null, swept: false);
        await host._host.StartAsync();
        host._flow.Sweeps = true;
        return host;
    }

    /// <summary>People change a note in the source, and the source says so.</summary>
    public ValueTask ChangeAsync(string id, string text, string? after = null)
    {
        Left.Put(id, new Note(text, after));
        return SignalAsync(id);
    }

    public ValueTask SignalAsync(string id) => ErpSync.SignalAsync(CopyFlow.Subject(id), "test");

    /// <summary>Looks until the condition holds; fails when that takes too long.</summary>
    public async Task<StoreCounts> UntilAsync(Func<SyncOverview, bool> condition, string because)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var overview = await ErpSync.OverviewAsync();
            var counts = overview.Counts;
            (counts.Applied + counts.Unchanged + counts.Superseded + counts.Waiting + counts.Cased).Should().Be(counts.Accepted, "nothing vanishes (G1)");
            if (condition(overview))
            {
                return counts;
            }

            patience.IsCancellationRequested.Should().BeFalse($"{because}; the counts are {counts}");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>Looks until nothing waits any more.</summary>
    public Task<StoreCounts> SettleAsync() => UntilAsync(overview => overview.Counts is { Accepted: > 0, Waiting: 0 }, "nothing should wait any more");

    public async Task<IReadOnlyList<Case>> CasesAsync(CaseState? state = CaseState.Open) => await ErpSync.CasesAsync(new CaseQuery(state));

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Sink.Release();
        await _host.StopAsync();
        _host.Dispose();
    }
}
