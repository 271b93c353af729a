using ErpSync.Engine;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ErpSync.Core.Tests.Ownership;

/// <summary>A running host that publishes the stock of an ERP to a shop.</summary>
internal sealed class StockOwnershipHost : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InMemorySyncStore _store;
    private readonly IHost _host;
    private bool _started;

    public StockOwnershipHost(Action<OwnershipBuilder>? ownership, StockOwnershipHost? before = null)
    {
        _store = before?._store ?? new InMemorySyncStore();
        Erp = before?.Erp ?? new StockSystem("erp");
        Shop = before?.Shop ?? new StockSystem("shop");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync =>
        {
            sync.UseStore(_ => _store, _ => new InMemoryLaneOwnership(_store.Lanes))
                .Engine(engine =>
                {
                    engine.IdlePoll = Soon;
                    engine.FirstBackoff = Soon;
                    engine.MaxBackoff = Soon;
                    engine.MaxAttempts = 100;
                    engine.SweepInterval = TimeSpan.FromHours(1);
                })
                .AddConnection("erp", _ => Erp)
                .AddConnection("shop", _ => Shop)
                .SyncStock(from: "erp", to: "shop");
            if (ownership is not null)
            {
                sync.Ownership(ownership);
            }
        });
        _host = builder.Build();
    }

    public static SubjectKey Subject { get; } = new(FlowNames.Stock("erp"), "SKU-1");

    public static FieldKey Field { get; } = StockAuthority.FieldOf("SKU-1", "MAIN");

    public StockSystem Erp { get; }

    public StockSystem Shop { get; }

    public IErpSync ErpSync => _host.Services.GetRequiredService<IErpSync>();

    public async Task StartAsync()
    {
        await _host.StartAsync();
        _started = true;
    }

    public Task StopAsync() => _host.StopAsync();

    /// <summary>A host whose shop shows what the ERP says.</summary>
    public static async Task<StockOwnershipHost> InStepAsync(Action<OwnershipBuilder> ownership, decimal stock)
    {
        var host = new StockOwnershipHost(ownership);
        await host.StartAsync();
        host.Shop["SKU-1"] = 0m;
        await host.CountAsync(stock);
        await host.UntilAsync(async () => (await host.ExplainAsync()).State?.Targets["shop"].Published?.Status == PublicationStatus.Acknowledged, "the first publication should arrive");
        return host;
    }

    /// <summary>The ERP counts.</summary>
    public ValueTask CountAsync(decimal stock)
    {
        Erp["SKU-1"] = stock;
        return ErpSync.SignalAsync(Subject, "test");
    }

    /// <summary>Somebody types a number in the shop's admin.</summary>
    public ValueTask EditShopAsync(decimal stock)
    {
        Shop["SKU-1"] = stock;
        return ErpSync.SignalAsync(Subject, "test");
    }

    /// <summary>The SKU is looked at, and everything that follows from it is done.</summary>
    public async Task LookAsync()
    {
        await ErpSync.SignalAsync(Subject, "test");
        await UntilAsync(async () => (await ErpSync.OverviewAsync()).Counts.Waiting == 0, "the look should end");
    }

    /// <summary>What was published last was read back.</summary>
    public Task UntilAcknowledgedAsync() =>
        UntilAsync(async () => (await ExplainAsync()).State!.Targets["shop"].Published!.Status == PublicationStatus.Acknowledged, "the publication should arrive");

    public ValueTask<FieldExplanation> ExplainAsync() => ErpSync.ExplainAsync(Subject, Field);

    public async Task<IReadOnlyList<string>> TimelineAsync() => [.. (await ErpSync.TimelineAsync(Subject)).Select(entry => entry.Text)];

    public Task UntilNotedAsync(string text) =>
        UntilAsync(async () => (await TimelineAsync()).Any(line => line.Contains(text, StringComparison.Ordinal)), $"the timeline should say '{text}'");

    public async Task<Case?> OpenCaseAsync() => await ErpSync.CasesAsync(new CaseQuery(CaseState.Open)) is [var newest, ..] ? newest : null;

    public async Task UntilAsync(Func<Task<bool>> condition, string because)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            patience.IsCancellationRequested.Should().BeFalse($"{because}; the timeline says: {string.Join(" | ", await TimelineAsync())}");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    public Task UntilShopShowsAsync(decimal stock) => UntilAsync(() => Task.FromResult(Shop["SKU-1"] == stock), $"the shop should show {stock}");

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            await _host.StopAsync();
        }

        _host.Dispose();
    }
}
