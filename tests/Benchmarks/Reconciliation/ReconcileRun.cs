using System.Diagnostics;
using System.Globalization;
using ErpSync.Reconciliation;

namespace Benchmarks.Reconciliation;

/// <summary>Reconciles generated months of growing size and the same tables with a plain SQL join.</summary>
internal static class ReconcileRun
{
    private static readonly int[] Marks = [10, 50, 100];

    public static int Run(int orders)
    {
        // The first, small run is there to compile and warm up; it is not reported.
        Measure(2_000);
        foreach (var size in new[] { orders / 10, orders }.Where(static size => size > 0))
        {
            Measure(size).Print();
            GC.Collect();
        }

        return 0;
    }

    private static ReconcileResult Measure(int orders)
    {
        var making = Stopwatch.GetTimestamp();
        _ = ReconcileTraffic.Slices(orders).Count();
        var made = Stopwatch.GetElapsedTime(making);
        var sink = new CountingSink();
        var session = new ReconciliationSession(ReconcileTraffic.Scope, null, null, sink);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var heap = new List<long>();
        var elapsed = TimeSpan.Zero;
        var done = 0;
        var slices = (orders + 999) / 1_000;
        foreach (var slice in ReconcileTraffic.Slices(orders))
        {
            var started = Stopwatch.GetTimestamp();
            session.Add(slice);
            elapsed += Stopwatch.GetElapsedTime(started);
            done++;
            if (Marks.Any(mark => done == Math.Max(1, slices * mark / 100)))
            {
                heap.Add((GC.GetTotalMemory(forceFullCollection: true) - before) / 1024);
            }
        }

        var ending = Stopwatch.GetTimestamp();
        var report = session.Complete();
        elapsed += Stopwatch.GetElapsedTime(ending);
        using var join = new SqlJoin();
        join.Load(ReconcileTraffic.Slices(orders));
        var (queried, differences) = join.Run();
        var found = report.Breaks.Count(static item => item.Section == ReconciliationSection.OrderInvoice);
        return new ReconcileResult(
            string.Create(CultureInfo.InvariantCulture, $"{orders:N0} orders"), elapsed, made, sink.Count, found, ReconcileTraffic.Breaks(orders), report.Breaks.Count, heap, join.Loading, queried, differences);
    }
}
