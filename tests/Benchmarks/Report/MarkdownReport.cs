using System.Globalization;
using System.Text;

namespace Benchmarks.Report;

/// <summary>Everything one run measured, as tables for people.</summary>
internal static class MarkdownReport
{
    public static string Of(BenchmarkReport report, IReadOnlyList<string> arguments)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Results of one run\n\n`dotnet run --project tests/Benchmarks -c Release -- {string.Join(' ', arguments)}`\n\n{report.Machine}\n");
        Table(
            text, "Throughput, signals a second from accepted to ended", "throughput.svg", ["store", "plan", "subjects", "ErpSync", "raw", "of raw", "processor µs", "raw µs"],
            report.Engine.Select(result => new[]
            {
                result.Case.Store, result.Case.Plan, TextTable.Number(result.Case.Subjects), Range(result.Engine, TextTable.Number), Range(result.Raw, TextTable.Number),
                Range(result.ShareOfRaw, TextTable.Share), TextTable.Fine(result.ProcessorMicroseconds),
                result.RawProcessorMicroseconds is { } raw ? TextTable.Fine(raw) : "–",
            }));
        Table(
            text, "Latency at a steady load, milliseconds", "latency.svg", ["store", "signals/s", "answered p50", "p99", "at the target p50", "p99"],
            report.Latency.Select(result => new[]
            {
                result.Store, TextTable.Number(result.SignalsPerSecond), TextTable.Fine(result.AcceptedP50), TextTable.Fine(result.AcceptedP99),
                TextTable.Fine(result.ArrivedP50), TextTable.Fine(result.ArrivedP99),
            }));
        Table(
            text, "Open subjects", "subjects.svg", ["store", "work", "open", "subjects/s", "processor µs"],
            report.Subjects.Select(result => new[]
            {
                result.Store, result.Work, TextTable.Number(result.Open), Range(result.SubjectsPerSecond, TextTable.Number), Range(result.ProcessorMicroseconds, TextTable.Fine),
            }));
        Table(
            text, "Nodes on one PostgreSQL", "nodes.svg", ["nodes", "target", "signals/s"],
            report.Nodes.Select(result => new[]
            {
                TextTable.Number(result.Nodes), result.TargetMilliseconds > 0 ? $"{TextTable.Number(result.TargetMilliseconds)} ms for 20" : "at once",
                Range(result.SignalsPerSecond, TextTable.Number),
            }));
        Table(
            text, "One of two nodes killed under 100 changes a second, lease 5 s", "takeover.svg", ["changes", "lost", "duplicated", "inversions", "longest silence of a key"],
            report.Takeover.Select(result => new[]
            {
                TextTable.Number(result.Changes), TextTable.Number(result.Lost), TextTable.Number(result.Duplicates), TextTable.Number(result.Inversions),
                $"{TextTable.Fine(result.SilenceSeconds)} s",
            }));
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, string chart, string[] head, IEnumerable<string[]> rows)
    {
        var lines = rows.ToList();
        if (lines.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n![{title}]({chart})\n\n| {string.Join(" | ", head)} |\n|{string.Concat(head.Select(_ => "---|"))}\n");
        lines.ForEach(line => text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", line)} |\n"));
    }

    private static string Range(Spread? spread, Func<double, string> text) =>
        spread is null ? "–" : $"{text(spread.Median)} ({text(spread.Min)} to {text(spread.Max)})";
}
