using System.Globalization;
using ErpSync.Engine;
using ErpSync.Sandbox.Shopify;
using ErpSync.Storage;
using Quickstart.Books;
using Quickstart.Story;
using Spectre.Console;

namespace Quickstart;

/// <summary>What the user sees.</summary>
internal static class Screen
{
    private const int FindingsShown = 20;

    public static async Task<BookFindings> WatchAsync(Stage stage, Sandboxes sandboxes, SyncHost host, Func<Task<BookFindings>> work, CancellationToken ct)
    {
        var working = work();
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await working;
        }

        await AnsiConsole.Status().StartAsync("Starting", async status =>
        {
            while (!working.IsCompleted)
            {
                var signals = await SyncHost.SignalsAsync(host.ErpSync, ct);
                var http = sandboxes.Http();
                status.Status(string.Create(CultureInfo.InvariantCulture,
                    $"orders {stage.Placed}/{stage.Total}, stories over {stage.Over} · signals {signals.Accepted}, waiting {signals.Waiting}, cases {signals.Cases} · requests {http.ShopRequests + http.ErpRequests}, faults {http.FaultsInjected}, lost answers {http.LostResponses}"));
                await Task.WhenAny(working, Task.Delay(TimeSpan.FromMilliseconds(250), ct));
            }
        });
        return await working;
    }

    public static void Show(QuickstartReport report, BookFindings findings, IReadOnlyList<Case> cases)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "shop", "ERP", "missing", "duplicates");
        table.AddRow("Orders", Text(report.Orders.InShop), Text(report.Orders.InErp), Text(report.Orders.Missing), Text(report.Orders.Duplicates));
        table.AddRow("Refunds → credit memos", Text(report.Refunds.InShop), Text(report.Refunds.CreditMemos), Text(report.Refunds.Missing), Text(report.Refunds.Duplicates));
        if (report.Payments is { } payments)
        {
            table.AddRow("Payments → ledger", Text(payments.InShop), Text(payments.InErp), payments.Different == 0 ? Text(payments.Missing) : $"{payments.Missing}, {payments.Different} differ", Text(payments.Duplicates));
        }

        table.AddRow("Shipments → fulfilments", Text(report.Fulfilments.InShop), Text(report.Fulfilments.InErp), Text(report.Fulfilments.Missing), Text(report.Fulfilments.Duplicates));
        table.AddRow("Stock cells", Text(report.Stock.Cells), Text(report.Stock.Cells), $"{report.Stock.Mismatches} differ", "");
        foreach (var money in report.Money.ByCurrency ?? [report.Money])
        {
            table.AddRow($"Money, {money.Currency}", money.ShopTotal, money.ErpTotal, $"{money.Unexplained} unexplained", $"{money.Explained} rounding");
        }

        AnsiConsole.Write(table);
        if (report.Ledger is { } ledger)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"Stock: the shop shows the ERP's units less {SyncHost.Buffer:0}; units open {report.Stock.Units.Open:0}, shipped {report.Stock.Units.Shipped:0}, returned {report.Stock.Units.Returned:0}; by the ledger {ledger.Units.Open:0}, {ledger.Units.Shipped:0}, {ledger.Units.Returned:0} ({ledger.Entries} entries, {ledger.Balances} balances, {(ledger.Different == 0 ? "rebuilt = kept" : $"{ledger.Different} differ from their entries")}).");
        }

        if (report.Told is { } told)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"CDP: {told.Orders.Told} of {told.Orders.Happened} orders, {told.Cancelled.Told} of {told.Cancelled.Happened} cancellations, {told.Refunds.Told} of {told.Refunds.Happened} refunds told, {told.Orders.Duplicates + told.Cancelled.Duplicates + told.Refunds.Duplicates} twice; {told.Repeated} repetitions dropped.");
        }

        var signals = report.Signals;
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Signals: {signals.Accepted} accepted = {signals.Applied} applied + {signals.Unchanged} unchanged + {signals.Superseded} superseded + {signals.Waiting} waiting + {signals.Cases} cases");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"HTTP: {report.Http.ShopRequests} shop and {report.Http.ErpRequests} ERP requests, {report.Http.Throttled} throttled, {report.Http.FaultsInjected} faults injected, {report.Http.LostResponses} answers lost");
        foreach (var finding in findings.Findings.Take(FindingsShown))
        {
            AnsiConsole.MarkupLineInterpolated($"[red]•[/] {finding}");
        }

        foreach (var open in cases.Take(FindingsShown))
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]case[/] {open.Report.Code}: {open.Report.Message} {open.Report.Hint ?? ""}");
        }

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{(report.Agreed ? "The books of both systems agree." : "The books do NOT agree.")} {report.Seconds:F1} s");
    }

    public static void ShowImport(string directory, ShopImportReport imported)
    {
        var orders = imported.Skipped.Where(skipped => skipped.Order is not null).ToList();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Imported {imported.Orders.Count} orders from {directory}; {orders.Count} orders were left out, {imported.Skipped.Count - orders.Count} files hold none of their own.");
        foreach (var reason in orders.GroupBy(skipped => skipped.Reason).OrderByDescending(group => group.Count()))
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {reason.Count()} × {reason.Key}");
        }
    }

    /// <summary>What became of the orders that are not in the ERP: each of them must be a case that says why.</summary>
    public static async Task ShowMissingAsync(IErpSync erpSync, BookFindings findings, CancellationToken ct)
    {
        var cased = (await erpSync.SearchAsync(new SubjectQuery(State: SubjectState.Parked, Limit: 1_000), ct)).Select(subject => subject.Title).ToHashSet(StringComparer.Ordinal);
        var unexplained = findings.MissingOrders.Where(name => !cased.Contains(name)).ToList();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Of {findings.MissingOrders.Count} orders that are not in the ERP, {findings.MissingOrders.Count - unexplained.Count} are cases that say why.");
        foreach (var name in unexplained)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]•[/] order {name} is missing without a case");
        }
    }

    /// <summary>The last steps of what disagrees and of what is still open: where to look when the books do not agree.</summary>
    public static async Task ShowOpenAsync(IErpSync erpSync, BookFindings findings, CancellationToken ct)
    {
        foreach (var name in findings.Findings.SelectMany(finding => finding.Split(' ', ',', ':', '/')).Where(word => word.StartsWith('#') || word.StartsWith("SKU-", StringComparison.Ordinal) || word.StartsWith("PS-", StringComparison.Ordinal)).Distinct().Take(4))
        {
            foreach (var subject in await erpSync.SearchAsync(new SubjectQuery(name, Limit: 2), ct))
            {
                await ShowAsync(erpSync, subject, ct);
            }
        }

        foreach (var state in new[] { SubjectState.Waiting, SubjectState.Dispatching, SubjectState.Ready, SubjectState.Parked })
        {
            foreach (var open in await erpSync.SearchAsync(new SubjectQuery(State: state, Limit: 5), ct))
            {
                await ShowAsync(erpSync, open, ct);
            }
        }
    }

    private static async Task ShowAsync(IErpSync erpSync, SubjectSummary subject, CancellationToken ct)
    {
        AnsiConsole.MarkupLineInterpolated($"[yellow]{subject.State}[/] {subject.Subject} {subject.Title ?? ""} {subject.Cause ?? ""}");
        foreach (var step in await erpSync.TimelineAsync(subject.Subject, 12, ct))
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"    {step.At:HH:mm:ss.fff} {step.Code} {step.Text}");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
