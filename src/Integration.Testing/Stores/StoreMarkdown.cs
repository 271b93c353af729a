using System.Globalization;
using System.Text;

namespace ErpSync.Testing.Stores;

/// <summary>Writes reports of stores as Markdown.</summary>
public static class StoreMarkdown
{
    /// <summary>The report as a page: result, what a store has or not, every check. The same report gives the same text.</summary>
    /// <param name="report">Report.</param>
    public static string Write(StoreReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Store contract: {report.Name}\n\n**{report.Summary}**\n\n| Needs | Checks | Result |\n|---|---:|---|\n");
        Part(text, "Every store", report, static check => check is { NeedsDurability: false, NeedsStock: false, NeedsSeveralOwners: false });
        Part(text, "Records that outlive the store", report, static check => check.NeedsDurability);
        Part(text, "A stock ledger", report, static check => check.NeedsStock);
        Part(text, "Several owners that share the lanes", report, static check => check.NeedsSeveralOwners);
        text.Append("\n## Checks\n\n| Check | Rule | Result |\n|---|---|---|\n");
        foreach (var result in report.Results)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {result.Check.Id} | {Cell(result.Check.Title)} | {Word(result)} |\n");
        }

        return text.ToString();
    }

    private static void Part(StringBuilder text, string name, StoreReport report, Func<StoreCheck, bool> belongs)
    {
        var own = report.Results.Where(result => belongs(result.Check)).ToList();
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {own.Count} | {new StoreReport(name, own).Summary} |\n");
    }

    private static string Word(StoreCheckResult result) =>
        result.Passed ? "passed" : result.Failure is { } failure ? $"**failed**: {Cell(failure.Message)}" : $"not applicable: {Cell(result.SkippedBecause!)}";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
