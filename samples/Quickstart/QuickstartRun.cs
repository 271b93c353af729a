using System.Text.Json;
using Quickstart.Books;
using Quickstart.Roles;
using Quickstart.Story;
using Spectre.Console;

namespace Quickstart;

/// <summary>One run: start everything, play the story, let the host settle, compare the books.</summary>
internal static class QuickstartRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Recorded orders need not agree, so their end is that nothing changes any more: several sweeps found nothing new.
    private static readonly TimeSpan ImportQuiet = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(QuickstartOptions options, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("erpsync-quickstart-");
        try
        {
            await using var sandboxes = await Sandboxes.StartAsync(options.Seed, options.Chaos, ct, withCdp: options.AllRoles);
            var exchange = options.AllRoles ? Path.Combine(folder.FullName, "exchange") : null;
            await using var host = await SyncHost.StartAsync(sandboxes.Place with { BookPayments = options.Import is null, Exchange = exchange }, options.InMemory ? null : Path.Combine(folder.FullName, "erpsync.db"), ct);
            if (options.Import is { } directory)
            {
                Screen.ShowImport(directory, await sandboxes.ImportAsync(directory, ct));
            }

            var findings = await PlayAsync(options, sandboxes, host, exchange, ct);
            var books = options.Import is null ? await RoleBooks.ReadAsync(host.Reconciliation, ct) : null;
            var report = await ReportAsync(sandboxes, host, findings, books, TimeProvider.System.GetElapsedTime(started), ct);
            Screen.Show(report, findings, await host.ErpSync.CasesAsync(new(), ct));
            if (books is not null)
            {
                await books.ShowAsync(options.Folder, ct);
            }

            if (options.Import is not null)
            {
                await Screen.ShowMissingAsync(host.ErpSync, findings, ct);
            }
            else if (!report.Agreed)
            {
                await Screen.ShowOpenAsync(host.ErpSync, findings, ct);
            }

            if (options.Report is { } file)
            {
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, QuickstartJson.Default.QuickstartReport), ct);
            }

            if (options.Serve)
            {
                AnsiConsole.MarkupLineInterpolated($"Serving. Host http://localhost:{sandboxes.Place.HostPort}/health, shop {sandboxes.Shop.BaseAddress}, ERP {sandboxes.Erp.ApiAddress}. Ctrl+C ends it.");
                await host.WaitForShutdownAsync(ct);
            }

            return report.Agreed ? 0 : 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return options.Serve ? 0 : 130;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<BookFindings> PlayAsync(QuickstartOptions options, Sandboxes sandboxes, SyncHost host, string? exchange, CancellationToken ct)
    {
        var stories = options.Import is null ? new StoryWriter(sandboxes.Catalog, options.Seed).Write(options.Orders) : [];
        var files = exchange is null ? null : new FileWarehouse(sandboxes.Erp.World, exchange, TimeProvider.System);
        var stage = new Stage(sandboxes.Shop.World, files is null ? new Warehouse(sandboxes.Erp.World) : files, sandboxes.Catalog, stories, options.Seed);
        var playing = stage.PlayAsync(Math.Max(1, options.Orders / 100), Patience, ct);
        return await Screen.WatchAsync(stage, sandboxes, host, async () =>
        {
            await playing;
            return await Settling.WaitAsync(sandboxes, token => SyncHost.SignalsAsync(host.ErpSync, token), Patience, ct, options.Import is null ? null : ImportQuiet, files?.Parcels);
        }, ct);
    }

    private static async Task<QuickstartReport> ReportAsync(
        Sandboxes sandboxes, SyncHost host, BookFindings findings, RoleBooks? books, TimeSpan elapsed, CancellationToken ct)
    {
        var ledger = await LedgerFigures.WaitAsync(host.Stock, sandboxes.Shop.World, books is null ? null : findings.Stock.Units, ct);
        return new()
        {
            Ledger = ledger,
            Orders = findings.Orders,
            Refunds = findings.Refunds,
            Payments = findings.Payments,
            Fulfilments = findings.Fulfilments,
            Stock = findings.Stock,
            Money = findings.Money,
            Books = books?.Figures,
            Told = findings.Told,
            Signals = await SyncHost.SignalsAsync(host.ErpSync, ct),
            Http = sandboxes.Http(),
            Seconds = Math.Round(elapsed.TotalSeconds, 1),
            Agreed = findings.Agreed && ledger.Ties && books is null or { Agreed: true },
        };
    }
}
