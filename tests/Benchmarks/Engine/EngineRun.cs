using System.Diagnostics;
using System.Globalization;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Engine;

/// <summary>Runs one setting through a real host: webhook intake, inbox, planning, commit, dispatch.</summary>
internal static class EngineRun
{
    private const string Connection = "parcels";
    private const int DeliveriesInFlight = 512;

    public static async Task<EngineResult> MeasureAsync(EngineCase setting)
    {
        var folder = Directory.CreateTempSubdirectory("erpsync-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "engine.db");
            var (seconds, counts, memory) = await RunAsync(setting, path);
            double? raw = setting.Store == "sqlite"
                ? setting.Signals / await RawRun.MeasureAsync(setting, Path.Combine(folder.FullName, "raw.db"), counts.Applied)
                : null;
            var speed = setting.Signals / seconds;
            return new EngineResult(setting, seconds, speed, counts.Applied, counts.Superseded, raw, raw is null ? null : speed / raw, memory);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Seconds, ErpSync.Storage.StoreCounts Counts, IReadOnlyList<MemorySample> Memory)> RunAsync(EngineCase setting, string path)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync =>
        {
            if (setting.Store == "sqlite")
            {
                var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path });
                sync.UseStore(_ => store, _ => new SqliteLaneOwnership(store));
            }
            else
            {
                sync.UseInMemoryStore();
            }

            sync.Engine(engine => engine.PlanBatchSize = 500)
                .AddConnection(Connection, _ => new NoOpConnector(Connection))
                .AddEntity(NoOpConnector.Entity, ParcelJson.Default.Parcel)
                .AddFlow(_ => new ParcelFlow(Connection, setting.Writes));
        });
        using var host = builder.Build();
        await host.Services.GetRequiredService<ErpSync.Storage.ISyncStore>().MigrateAsync(CancellationToken.None);
        await host.StartAsync();
        var erpSync = host.Services.GetRequiredService<IErpSync>();
        var watch = Stopwatch.StartNew();
        var sending = SendAsync(host.Services.GetRequiredService<IWebhookIntake>(), setting);
        var memory = await WatchAsync(erpSync, setting, sending);
        var seconds = watch.Elapsed.TotalSeconds;
        var counts = (await erpSync.OverviewAsync()).Counts;
        await host.StopAsync();
        return (seconds, counts, memory);
    }

    private static Task SendAsync(IWebhookIntake intake, EngineCase setting) =>
        Parallel.ForAsync(0, DeliveriesInFlight, new ParallelOptions { MaxDegreeOfParallelism = DeliveriesInFlight }, async (sender, ct) =>
        {
            var query = new Dictionary<string, string>();
            for (var number = sender; number < setting.Signals; number += DeliveriesInFlight)
            {
                var body = new byte[1024];
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number % setting.Subjects} "), body);
                var headers = new Dictionary<string, string> { [NoOpConnector.DeliveryHeader] = number.ToString(CultureInfo.InvariantCulture) };
                var reply = await intake.ReceiveAsync(Connection, new WebhookDelivery(body, headers, query, TimeProvider.System.GetUtcNow()), ct);
                if (reply.StatusCode != 200)
                {
                    throw new InvalidOperationException($"Delivery {number} was answered {reply.StatusCode}.");
                }
            }
        });

    private static async Task<IReadOnlyList<MemorySample>> WatchAsync(IErpSync erpSync, EngineCase setting, Task sending)
    {
        var samples = new List<MemorySample>();
        while (true)
        {
            var counts = (await erpSync.OverviewAsync()).Counts;
            var ended = counts.Accepted - counts.Waiting;
            while (samples.Count < 10 && ended * 10 >= (samples.Count + 1L) * setting.Signals)
            {
                samples.Add(new MemorySample((samples.Count + 1) * 10, GC.GetTotalMemory(false) / 1e6, Environment.WorkingSet / 1e6));
            }

            if (ended >= setting.Signals || sending.IsFaulted)
            {
                await sending;
                return samples;
            }

            await Task.Delay(20);
        }
    }
}
