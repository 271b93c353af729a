using System.Net;
using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning.Customers;
using ErpSync.Sandbox.Cdp;
using ErpSync.Storage;
using ErpSync.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.Cdp.Tests.Hosted;

/// <summary>A host with an ERP, a shop, a WMS and a CDP: SQLite, Kestrel for the webhooks, and the sandbox CDP over real HTTP.</summary>
internal sealed class CdpHost : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly Action<OwnershipBuilder>? _rules;

    private CdpHost(SandboxCdp box, TestShop shop, string folder, Action<OwnershipBuilder>? rules)
    {
        (Box, Shop, _folder, _rules) = (box, shop, folder, rules);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddErpSync(sync => sync
            .UseSqlite(Path.Combine(folder, "erpsync.db"))
            .Engine(static engine =>
            {
                (engine.IdlePoll, engine.FirstBackoff, engine.MaxBackoff) = (Soon, Soon, TimeSpan.FromMilliseconds(200));
                engine.SweepInterval = TimeSpan.FromMilliseconds(100);

                // One request carries many events, so that a run of bad luck takes many of them to the end of their attempts at once.
                engine.MaxAttempts = 30;
            })
            .AddConnection("shop-eu", _ => Shop)
            .AddConnection("erp", static _ => new InMemoryConnector<SalesDocument>("erp", EntityNames.SalesDocument, TimeProvider.System))
            .AddConnection("wms", static _ => new InMemoryConnector<StockLevel>("wms", EntityNames.StockLevel, TimeProvider.System))
            .AddCdp("cdp", options =>
            {
                Support.Cdp.Point(options, box);
                options.RelationshipTraits.Add("tier");
            }, new ConnectionOptions { BreakDuration = Soon })
            .Ownership(own =>
            {
                own.UseRecommended(erp: "erp", shop: "shop-eu", wms: "wms", crm: "cdp");
                rules?.Invoke(own);
            })
            .SyncCustomerActivity(from: "shop-eu", to: "cdp"));
        _app = builder.Build();
        _app.MapErpSyncWebhooks("/hooks");
    }

    public SandboxCdp Box { get; }

    public TestShop Shop { get; }

    public IErpSync ErpSync => _app.Services.GetRequiredService<IErpSync>();

    public static async Task<CdpHost> StartAsync(SandboxCdpOptions? options = null, Action<OwnershipBuilder>? rules = null)
    {
        var box = await SandboxCdp.StartAsync(options);
        var host = new CdpHost(box, new TestShop("shop-eu", TimeProvider.System), Directory.CreateTempSubdirectory("erpsync-cdp-").FullName, rules);
        await host.RunAsync();
        return host;
    }

    /// <summary>Stops the host, whatever is under way, and starts another over the same database.</summary>
    public async Task<CdpHost> RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        var host = new CdpHost(Box, Shop, _folder, _rules);
        await host.RunAsync();
        return host;
    }

    /// <summary>Events of a name at the CDP, as order ids in order of arrival.</summary>
    public IReadOnlyList<string> Told(string name) => [.. Box.Messages.Where(message => message.Event == name).Select(static message => message.Property("order_id")!)];

    public Task UntilAsync(Func<bool> condition, string because) => UntilAsync(() => Task.FromResult(condition()), because);

    public Task UntilNotedAsync(string flow, string id, string part) =>
        UntilAsync(async () => (await NotesAsync(flow, id)).Any(note => note.Contains(part, StringComparison.Ordinal)), $"'{part}' should be on the timeline");

    private async Task UntilAsync(Func<Task<bool>> condition, string because)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            patience.IsCancellationRequested.Should().BeFalse($"{because}; {await DescribeAsync()}");
            await Task.Delay(Soon);
        }
    }

    /// <summary>Looks until a sweep has found everything and nothing waits.</summary>
    public async Task SettleAsync()
    {
        foreach (var flow in new[] { "activity:shop-eu", "identities:shop-eu" })
        {
            await ErpSync.SweepAsync(flow);
        }

        using var patience = new CancellationTokenSource(Patience);
        while ((await ErpSync.OverviewAsync()).Counts is not { Accepted: > 0, Waiting: 0 })
        {
            patience.IsCancellationRequested.Should().BeFalse($"nothing should wait any more; {await DescribeAsync()}");
            await Task.Delay(Soon);
        }
    }

    public async Task<IReadOnlyList<string>> NotesAsync(string flow, string id) => [.. (await ErpSync.TimelineAsync(new SubjectKey(flow, id))).Select(static entry => entry.Text)];

    public async Task<IReadOnlyList<string>> CasesAsync() =>
        [.. (await ErpSync.CasesAsync(new CaseQuery(CaseState.Open))).Select(static one => $"{one.Report.Subject} {one.Report.Code}: {one.Report.Message}")];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Box.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync()
    {
        await _app.Services.MigrateErpSyncAsync();
        await _app.StartAsync();
        Box.WebhookAddress = new Uri(new Uri(_app.Urls.Single()), "/hooks/cdp");
    }

    private async Task<string> DescribeAsync() => $"counts {(await ErpSync.OverviewAsync()).Counts}; cases {string.Join(", ", await CasesAsync())}";
}
