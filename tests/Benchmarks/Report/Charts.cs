using System.Globalization;
using Benchmarks.Engine;

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
                Path.Combine(folder, "subjects.svg"), "Microseconds of processor per signal, by open subjects", null, "ErpSync",
                [.. report.Subjects.Select(result => (result.Open.ToString("N0", CultureInfo.InvariantCulture), 0d, result.ProcessorMicroseconds))]);
        }

        if (report.Memory is { } memory)
        {
            BarChart.Write(
                Path.Combine(folder, "memory.svg"), "Live heap in MB after so many signals", null, "ErpSync",
                [.. memory.Samples.Select(sample => (sample.Signals.ToString("N0", CultureInfo.InvariantCulture), 0d, sample.LiveMegabytes))]);
        }
    }

    private static string Label(EngineCase setting) =>
        string.Create(CultureInfo.InvariantCulture, $"{setting.Store}, {setting.Plan}, {setting.Subjects:N0} subjects");
}
