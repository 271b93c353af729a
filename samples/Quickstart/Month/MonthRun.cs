using System.Globalization;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Results;
using Quickstart.Books;
using Spectre.Console;

namespace Quickstart.Month;

/// <summary>Reconciles a month with planted breaks and says whether each was found and none invented.</summary>
internal static class MonthRun
{
    public static async Task<int> RunAsync(MonthOptions options, CancellationToken ct)
    {
        var month = Month.Create(options.Orders, options.Seed);
        var started = TimeProvider.System.GetTimestamp();
        var report = Reconciler.Run(Month.Scope, month.Records);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var (lost, invented) = Compare(month, report);
        Show(month, report);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{options.Orders:N0} orders, {report.Kpis.Items:N0} items reconciled in {elapsed.TotalSeconds:0.00} s; {month.Planted.Count} breaks planted, {report.Breaks.Count} found, {lost.Count} lost, {invented.Count} invented.");
        lost.ForEach(static name => AnsiConsole.MarkupLineInterpolated($"[red]lost[/] {name}"));
        invented.ForEach(static name => AnsiConsole.MarkupLineInterpolated($"[red]invented[/] {name}"));
        if (options.Out is { } folder)
        {
            await ReportFiles.WriteAsync(report, folder, ct).ConfigureAwait(false);
        }

        return lost.Count + invented.Count == 0 ? 0 : 1;
    }

    /// <summary>Planted breaks that were not reported, and reported ones that were not planted.</summary>
    public static (List<string> Lost, List<string> Invented) Compare(Month month, ReconciliationReport report)
    {
        var found = report.Breaks.Select(PlantedBreak.NameOf).ToList();
        var planted = month.Planted.Select(static item => item.Name).ToList();
        return ([.. planted.Where(name => !found.Contains(name))], [.. found.Where(name => !planted.Contains(name))]);
    }

    private static void Show(Month month, ReconciliationReport report)
    {
        var table = new Table().AddColumns("Planted", "Section", "Key", "Found as", "Amount", "Action", "Status");
        foreach (var planted in month.Planted)
        {
            var found = report.Breaks.FirstOrDefault(item => PlantedBreak.NameOf(item) == planted.Name);
            table.AddRow(
                planted.Kind, planted.Section.ToString(), Markup.Escape(planted.Key), found is null ? "[red]not found[/]" : $"{found.Class}/{found.Subclass}",
                found is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{found.Amount:0.##} {found.Unit}"), found?.Action.ToString() ?? "", found?.Status.ToString() ?? "");
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"Close ready: {(report.Kpis.IsCloseReady ? "yes" : "no, " + string.Join(", ", report.Kpis.Blockers))}. {report.Items.Count} items under way, {report.LateList.Count} late.");
    }
}
