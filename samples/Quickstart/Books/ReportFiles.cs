using ErpSync.Reconciliation.Output;
using ErpSync.Reconciliation.Results;
using Spectre.Console;

namespace Quickstart.Books;

/// <summary>Writes a reconciliation as files.</summary>
internal static class ReportFiles
{
    public static async Task WriteAsync(ReconciliationReport report, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "reconciliation.json"), ReconciliationJson.ToUtf8(report), ct).ConfigureAwait(false);
        await using var csv = File.CreateText(Path.Combine(folder, "reconciliation.csv"));
        ReconciliationCsv.Write(report, csv);
        await using var page = File.CreateText(Path.Combine(folder, "reconciliation.html"));
        ReconciliationHtml.Write(report, page);
        AnsiConsole.MarkupLineInterpolated($"Written to {folder}.");
    }
}
