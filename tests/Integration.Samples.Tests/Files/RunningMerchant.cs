using ErpSync.Engine;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Sandbox;
using ErpSync.Storage;
using WarehouseFiles;
using Xunit.Abstractions;

namespace ErpSync.Samples.Tests.Files;

/// <summary>The sample's systems and host, with eyes for what a user sees: stock in the shop, timelines, cases.</summary>
internal sealed class RunningMerchant : IAsyncDisposable
{
    public const string Sku = "SKU-00001";
    public const string OtherSku = "SKU-00002";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(90));
    private readonly ITestOutputHelper _output;

    private RunningMerchant(Merchant merchant, SyncHost host, ITestOutputHelper output)
    {
        Merchant = merchant;
        Host = host;
        _output = output;
    }

    public Merchant Merchant { get; }

    public SyncHost Host { get; }

    public IErpSync ErpSync => Host.ErpSync;

    public ThirdPartyWarehouse Warehouse => Merchant.Warehouse;

    /// <summary>An instant a little while ago, so that clocks leave no doubt.</summary>
    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow().AddMinutes(-30);

    /// <param name="output">Where the timelines go when something does not come about.</param>
    /// <param name="stock">Rules for stock; null for the sample's own.</param>
    /// <param name="locations">Codes of the shop's locations.</param>
    public static Task<RunningMerchant> StartAsync(ITestOutputHelper output, Action<IErpSyncBuilder>? stock, params string[] locations) =>
        StartAsync(output, stock, [], locations);

    /// <param name="output">Where the timelines go when something does not come about.</param>
    /// <param name="stock">Rules for stock; null for the sample's own.</param>
    /// <param name="more">Articles that only the shop has.</param>
    /// <param name="locations">Codes of the shop's locations.</param>
    public static async Task<RunningMerchant> StartAsync(ITestOutputHelper output, Action<IErpSyncBuilder>? stock, SandboxItem[] more, params string[] locations)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var merchant = await Merchant.StartAsync(locations, limit.Token, more);
        var host = stock is null ? await SyncHost.StartAsync(merchant, limit.Token) : await SyncHost.StartAsync(merchant, stock, limit.Token);
        return new RunningMerchant(merchant, host, output);
    }

    public int Shown(string sku = Sku, int location = 0) => Merchant.Shop.World.StockOf(sku, location).OnHand;

    public async Task<IReadOnlyList<string>> TimelineAsync(string flow, string id = Sku) =>
        [.. (await ErpSync.TimelineAsync(new SubjectKey(flow, id), ct: _limit.Token)).Select(entry => entry.Text)];

    public async Task<IReadOnlyList<CaseReport>> CasesAsync() => [.. (await ErpSync.CasesAsync(new CaseQuery(), _limit.Token)).Select(open => new CaseReport(open.Report.Code, open.Report.Subject?.ToString() ?? "", open.Report.Message, open.Report.Hint))];

    public Task UntilShownAsync(int units, string sku = Sku, int location = 0) => UntilAsync(() => Task.FromResult(Shown(sku, location) == units), $"the shop should show {units} of {sku}");

    public Task UntilNotedAsync(string flow, string text, string id = Sku) =>
        UntilAsync(async () => (await TimelineAsync(flow, id)).Any(line => line.Contains(text, StringComparison.Ordinal)), $"the timeline of {flow}/{id} should say '{text}'");

    public Task UntilCaseAsync(string code, string subject) =>
        UntilAsync(async () => (await CasesAsync()).Any(open => open.Code == code && open.Subject == subject), $"{subject} should be the case {code}");

    /// <summary>What was published last was read back.</summary>
    public Task UntilSettledAsync(string sku, string location) => UntilAsync(
        async () => (await ErpSync.ExplainAsync(new SubjectKey(FlowNames.Stock("wms"), sku), StockAuthority.FieldOf(sku, location), ct: _limit.Token))
            .State?.Targets.GetValueOrDefault("shop")?.Published?.Status == PublicationStatus.Acknowledged,
        $"the number of {sku} should be read back");

    /// <summary>G1: every accepted signal has its place.</summary>
    public async Task ExpectNothingLostAsync()
    {
        var counts = (await ErpSync.OverviewAsync(_limit.Token)).Counts;
        counts.Accepted.Should().Be(counts.Applied + counts.Unchanged + counts.Superseded + counts.Waiting + counts.Cased);
    }

    public async Task UntilAsync(Func<Task<bool>> condition, string because)
    {
        try
        {
            while (!await condition())
            {
                await Task.Delay(Poll, _limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            await WriteTimelinesAsync();
            throw new TimeoutException(because);
        }
    }

    public async Task WriteTimelinesAsync()
    {
        foreach (var subject in await ErpSync.SearchAsync(new SubjectQuery(Limit: 200)))
        {
            _output.WriteLine($"{subject.State} {subject.Subject} {subject.Cause}");
            foreach (var entry in await ErpSync.TimelineAsync(subject.Subject))
            {
                _output.WriteLine($"    {entry.At:HH:mm:ss.fff} {entry.Code} {entry.Text}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Merchant.DisposeAsync();
        _limit.Dispose();
    }
}
