using System.Globalization;
using System.Text.Json;
using ErpSync.Demand;
using ErpSync.Storage;
using Quickstart.Books;
using Spectre.Console;

namespace Quickstart.FlashSale;

/// <summary>Two shops sell a few units to everybody at once; says what was promised, what was refused, and whether both are on record.</summary>
internal static class FlashSaleRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(FlashSaleOptions options, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        var firstDay = Today();
        var folder = Directory.CreateTempSubdirectory("erpsync-flash-sale-");
        try
        {
            await using var systems = await FlashSaleSystems.StartAsync(options, ct);
            await using var host = await FlashSaleHost.StartAsync(systems, options.InMemory ? null : Path.Combine(folder.FullName, "erpsync.db"), ct);
            await OpenAsync(systems, host, firstDay, ct);
            var opened = TimeProvider.System.GetUtcNow();
            await new FlashSaleRush(systems, options).RunAsync(ct);
            var report = await SettleAsync(systems, host, firstDay, opened, ct) with
            {
                FaultsInjected = systems.FaultsInjected,
                Seconds = Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1),
            };
            Show(report);
            await WriteAsync(options, report, host, firstDay, ct);
            return report.Agreed ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Waits until both shops were told what there is.</summary>
    private static async Task OpenAsync(FlashSaleSystems systems, FlashSaleHost host, DateOnly firstDay, CancellationToken ct)
    {
        while (true)
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var fact in host.Demand.ReadAsync(firstDay, Today(), ct))
            {
                if (fact is DemandFact.Publishable publishable && publishable.Item == systems.Sku)
                {
                    told.Add(publishable.Channel);
                }
            }

            if (told.Count == systems.Channels.Count)
            {
                return;
            }

            await Task.Delay(Beat, ct);
        }
    }

    /// <summary>Waits until all is told, or nothing moves any more.</summary>
    private static async Task<FlashSaleReport> SettleAsync(FlashSaleSystems systems, FlashSaleHost host, DateOnly firstDay, DateTimeOffset opened, CancellationToken ct)
    {
        var (moved, last) = (TimeProvider.System.GetTimestamp(), "");
        while (true)
        {
            var signals = await SyncHost.SignalsAsync(host.ErpSync, ct);
            var isLate = TimeProvider.System.GetElapsedTime(moved) > Patience;
            if (signals.Waiting == 0 || isLate)
            {
                systems.CalmDown();
                var report = await ReadAsync(systems, host, signals, firstDay, opened, ct);
                if (report.Agreed || isLate)
                {
                    return report;
                }
            }

            var now = $"{signals.Applied} {signals.Cases}";
            (moved, last) = now == last ? (moved, last) : (TimeProvider.System.GetTimestamp(), now);
            await Task.Delay(Beat, ct);
        }
    }

    private static async Task<FlashSaleReport> ReadAsync(FlashSaleSystems systems, FlashSaleHost host, SignalFigures signals, DateOnly firstDay, DateTimeOffset opened, CancellationToken ct)
    {
        var facts = new List<DemandFact>();
        await foreach (var fact in host.Demand.ReadAsync(firstDay, Today(), ct))
        {
            facts.Add(fact);
        }

        var rows = (await DatasetAsync(host, firstDay, ct)).Extract().Select(version => version.Row).ToList();
        var channels = systems.Channels.Select(channel => FlashSaleBooks.Read(systems, channel, facts, rows, opened)).ToList();
        return new FlashSaleReport
        {
            Owned = systems.Erp.World.Books.Inventory(systems.Sku),
            PeakClaimed = await FlashSaleBooks.PeakAsync(host.Stock, systems.Sku, ct),
            Channels = channels,
            RefusedCases = (await host.ErpSync.OverviewAsync(ct)).Counts.OpenCases,
            Signals = signals,
            Ledger = await LedgerFigures.WaitAsync(host.Stock, systems.Channels[0].Shop.World, new ShopUnits(channels.Sum(channel => channel.Promised), 0m, 0m), ct),
        };
    }

    /// <summary>Built as it will be known when today is over.</summary>
    private static async Task<DemandDataset> DatasetAsync(FlashSaleHost host, DateOnly firstDay, CancellationToken ct)
    {
        var dataset = await host.Demand.ReadDatasetAsync(firstDay, Today(), ct);
        dataset.Build(new DateTimeOffset(Today().AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        return dataset;
    }

    private static async Task WriteAsync(FlashSaleOptions options, FlashSaleReport report, FlashSaleHost host, DateOnly firstDay, CancellationToken ct)
    {
        if (options.Report is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, FlashSaleJson.Default.FlashSaleReport), ct);
        }

        if (options.Demand is { } csv)
        {
            await using var stream = File.Create(csv);
            var written = await DemandCsv.WriteAsync(stream, (await DatasetAsync(host, firstDay, ct)).Extract(), cancellationToken: ct);
            AnsiConsole.MarkupLineInterpolated($"{written} demand rows written to {csv}.");
        }
    }

    private static void Show(FlashSaleReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "orders", "units", "cancelled", "promised", "refused", "demand", "denied");
        foreach (var channel in report.Channels)
        {
            table.AddRow(
                channel.Channel, Text(channel.Orders), Text(channel.Ordered), Text(channel.Cancelled), Text(channel.Promised), Text(channel.Refused),
                Text(channel.Demand), Text(channel.Denied));
        }

        table.AddRow(
            "All", Text(report.Channels.Sum(channel => channel.Orders)), Text(report.Channels.Sum(channel => channel.Ordered)), Text(report.Channels.Sum(channel => channel.Cancelled)),
            Text(report.Promised), Text(report.Channels.Sum(channel => channel.Refused)), Text(report.Channels.Sum(channel => channel.Demand)), Text(report.Channels.Sum(channel => channel.Denied)));
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Owned {report.Owned:0}, promised {report.Promised:0}, never more than {report.PeakClaimed:0} at a time; {report.RefusedCases} orders are cases (stock.not-claimable); {string.Join(", ", report.Channels.Select(channel => $"{channel.Channel} was told sold out {(channel.SoldOutAfter is { } seconds ? $"{seconds:0.0} s after the start" : "never")}"))}.");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Ledger: {report.Ledger.Entries} entries, {report.Ledger.Balances} balances, {(report.Ledger.Different == 0 ? "rebuilt = kept" : $"{report.Ledger.Different} differ")}, {report.Ledger.Units.Open:0} claimed, {report.Promised:0} in the ERP's orders.");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Signals: {report.Signals.Accepted} accepted = {report.Signals.Applied} applied + {report.Signals.Unchanged} unchanged + {report.Signals.Superseded} superseded + {report.Signals.Waiting} waiting + {report.Signals.Cases} cases; {report.FaultsInjected} faults injected.");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{(report.Agreed ? "Nothing was promised twice, and what was refused is on record." : "The sale does NOT add up.")} {report.Seconds:F1} s");
    }

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static string Text(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);
}
