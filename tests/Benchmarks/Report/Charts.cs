using System.Globalization;
using Benchmarks.Engine;
using Benchmarks.Nodes;

namespace Benchmarks.Report;

/// <summary>Draws what was measured.</summary>
internal static class Charts
{
    public static void Draw(BenchmarkReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        var durable = report.Engine.Where(result => result.Raw is not null).ToList();
        if (durable.Count > 0)
        {
            BarChart.Write(
                Path.Combine(folder, "throughput.svg"), "Signals a second, accepted to ended, durable", "raw batched statements", "ErpSync",
                [.. durable.Select(result => (Label(result.Case), result.Raw!.Median, result.Engine.Median))]);
        }

        if (report.Subjects.Count > 0)
        {
            BarChart.Write(
                Path.Combine(folder, "subjects.svg"), "Subjects a second, by subjects that are open", null, "ErpSync",
                [.. report.Subjects.Select(result => (string.Create(CultureInfo.InvariantCulture, $"{result.Store}, {result.Work}, {result.Open:N0}"), 0d, result.SubjectsPerSecond.Median))]);
        }

        if (report.Latency.Count > 0)
        {
            BarChart.Write(
                Path.Combine(folder, "latency.svg"), "Milliseconds from the delivery to the target at 200 signals a second", "p50", "p99",
                [.. report.Latency.Select(result => (result.Store, result.ArrivedP50, result.ArrivedP99))]);
        }

        if (report.Nodes.Count > 0)
        {
            BarChart.Write(
                Path.Combine(folder, "nodes.svg"), "Signals a second of several nodes on one PostgreSQL", null, "ErpSync",
                [.. report.Nodes.Select(result => (Label(result), 0d, result.SignalsPerSecond.Median))]);
        }

        if (report.Takeover.Count > 0)
        {
            BarChart.Write(
                Path.Combine(folder, "takeover.svg"), "Longest silence of a key in seconds after SIGKILL to one of two nodes, lease 5 s", null, "ErpSync",
                [.. report.Takeover.Select((result, run) => ($"run {run + 1}", 0d, result.SilenceSeconds))]);
        }

        if (report.Memory is { } memory)
        {
            BarChart.Write(
                Path.Combine(folder, "memory.svg"), "Live heap in MB after so many signals", null, "ErpSync",
                [.. memory.Samples.Select(sample => (sample.Signals.ToString("N0", CultureInfo.InvariantCulture), 0d, sample.LiveMegabytes))]);
        }
    }

    private static string Label(NodesResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Nodes} node{(result.Nodes == 1 ? "" : "s")}, target {(result.TargetMilliseconds > 0 ? $"{result.TargetMilliseconds:N0} ms" : "at once")}");

    private static string Label(EngineCase setting) =>
        string.Create(CultureInfo.InvariantCulture, $"{setting.Store}, {setting.Plan}, {setting.Subjects:N0} subjects");
}
