using System.Diagnostics;

namespace Benchmarks.Engine;

/// <summary>What a stretch of work took of this process.</summary>
/// <param name="Seconds">Time.</param>
/// <param name="ProcessorSeconds">Time of all processors.</param>
/// <param name="AllocatedBytes">Managed bytes allocated.</param>
internal readonly record struct Cost(double Seconds, double ProcessorSeconds, long AllocatedBytes)
{
    public static Func<Cost> Start()
    {
        var watch = Stopwatch.StartNew();
        var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        return () => new Cost(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, GC.GetTotalAllocatedBytes() - allocated);
    }
}
