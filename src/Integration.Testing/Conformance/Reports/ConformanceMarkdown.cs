using System.Globalization;
using System.Text;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Writes reports as Markdown.</summary>
public static class ConformanceMarkdown
{
    /// <summary>The report as a page: result, capability matrix, what was skipped and why, every check. The same report gives the same text.</summary>
    /// <param name="report">Report.</param>
    public static string Write(ConformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Conformance: {report.Name}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**{ConformanceBadge.Message(report)}** · contract {report.Descriptor.ContractVersion} · system `{report.Descriptor.System}`\n\n");
        Totals(report, text);
        Capabilities(report.Descriptor, text);
        Listed(report, ConformanceOutcome.Failed, "Failed", text);
        Listed(report, ConformanceOutcome.Skipped, "Skipped, with the author's reason", text);
        Checks(report, text);
        return text.ToString();
    }

    private static void Totals(ConformanceReport report, StringBuilder text)
    {
        text.Append("| Level | Passed | Failed | Skipped | Not applicable |\n|---|---:|---:|---:|---:|\n");
        foreach (var level in report.Results.GroupBy(result => result.Check.Level).OrderBy(group => group.Key))
        {
            int Count(ConformanceOutcome outcome) => level.Count(result => result.Outcome == outcome);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {(int)level.Key} | {Count(ConformanceOutcome.Passed)} | {Count(ConformanceOutcome.Failed)} | {Count(ConformanceOutcome.Skipped)} | {Count(ConformanceOutcome.NotApplicable)} |\n");
        }
    }

    private static void Capabilities(ConnectorDescriptor descriptor, StringBuilder text)
    {
        text.Append("\n## Capabilities\n\n| Entity | Reads | Writes | Idempotency | Batch | Ids per look-up | Consistency lag | Version granularity |\n|---|---|---|---|---:|---:|---|---|\n");
        foreach (var entity in descriptor.Entities)
        {
            var written = entity.Writes != WriteModes.None;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {entity.Entity} | {Modes(entity.Reads)} | {Modes(entity.Writes)} | {(written ? entity.Idempotency : "–")} | {(written ? entity.MaxBatchSize : "–")} | {(entity.Reads == ReadModes.None ? "–" : entity.MaxReadBatchSize)} | {Time(entity.ConsistencyLag)} | {Time(entity.VersionGranularity)} |\n");
        }
    }

    private static void Listed(ConformanceReport report, ConformanceOutcome outcome, string title, StringBuilder text)
    {
        var listed = report.Results.Where(result => result.Outcome == outcome).ToList();
        if (listed.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        foreach (var result in listed)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{result.Key}` (level {(int)result.Check.Level}) {result.Check.Title}: {result.Reason}\n");
        }
    }

    private static void Checks(ConformanceReport report, StringBuilder text)
    {
        text.Append("\n## Checks\n\n| Check | Level | Rule | Result |\n|---|---:|---|---|\n");
        foreach (var check in report.Results.GroupBy(result => result.Check))
        {
            var results = check.Select(result => $"{(result.Entity is null ? "" : result.Entity + ": ")}{Word(result)}").ToList();
            text.Append(CultureInfo.InvariantCulture, $"| {check.Key.Id} | {(int)check.Key.Level} | {Cell(check.Key.Title)} | {Cell(string.Join("<br>", results))} |\n");
        }
    }

    private static string Word(ConformanceResult result) => result.Outcome switch
    {
        ConformanceOutcome.Passed => result.Reason is null ? "passed" : $"passed ({result.Reason})",
        ConformanceOutcome.Failed => "**failed**",
        ConformanceOutcome.Skipped => "skipped",
        _ => $"not applicable: {result.Reason}",
    };

    private static string Modes(Enum modes) => modes.ToString() is var text && text == "None" ? "–" : text;

    private static string Time(TimeSpan time) => time == TimeSpan.Zero ? "–" : time.ToString("c", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
