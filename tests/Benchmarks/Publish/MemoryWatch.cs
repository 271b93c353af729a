using System.Diagnostics;

namespace Benchmarks.Publish;

/// <summary>Samples of what is live on the heap, after a full collection each, every ten seconds.</summary>
internal sealed class MemoryWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly Stopwatch _since = Stopwatch.StartNew();

    public double Before { get; } = GC.GetTotalMemory(forceFullCollection: true) / 1e6;

    public double MostLive { get; private set; }

    public double MostWorkingSet { get; private set; }

    public void Look()
    {
        MostWorkingSet = Math.Max(MostWorkingSet, Environment.WorkingSet / 1e6);
        if (_since.Elapsed >= Interval || MostLive == 0)
        {
            MostLive = Math.Max(MostLive, GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            _since.Restart();
        }
    }
}
