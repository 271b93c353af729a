using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks.Report;

/// <summary>What the figures were measured on.</summary>
/// <param name="Processor">Model.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="MemoryGigabytes">Memory the runtime may use.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">Runtime.</param>
/// <param name="LoadAtStart">Average number of runnable tasks over the minute before, null where the system does not say.</param>
internal sealed record MachineFacts(string Processor, int Cores, double MemoryGigabytes, string System, string Runtime, double? LoadAtStart)
{
    public static MachineFacts Read() => new(
        Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1), RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Load());

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryGigabytes} GB, {System}, {Runtime}, load before {LoadAtStart:N1}");

    private static string? Value(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;

    private static double? Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : null;
}
