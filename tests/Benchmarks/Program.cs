using System.Globalization;
using System.Runtime.InteropServices;
using Benchmarks;
using Benchmarks.Engine;
using Benchmarks.Reconciliation;

var what = args.FirstOrDefault(arg => !arg.StartsWith('-')) ?? "engine";
var signals = int.Parse(Option("--signals") ?? "50000", CultureInfo.InvariantCulture);
var stores = (Option("--stores") ?? "sqlite,memory").Split(',');
var plans = (Option("--plans") ?? "applied,unchanged").Split(',');
if (what == "reconcile")
{
    return ReconcileRun.Run(int.Parse(Option("--orders") ?? "100000", CultureInfo.InvariantCulture));
}

if (what != "engine")
{
    Console.Error.WriteLine("Usage: Benchmarks engine [--signals N] [--stores sqlite,memory] [--plans applied,unchanged] [--report FILE]\n       Benchmarks reconcile [--orders N]");
    return 2;
}

var results = new List<EngineResult>();

// The first, small run is there to compile and warm up; it is not reported.
await EngineRun.MeasureAsync(new EngineCase(stores[0], plans[0], 2_000, 500));
foreach (var setting in from store in stores from plan in plans from subjects in new[] { signals, 500 }.Distinct() select new EngineCase(store, plan, signals, subjects))
{
    results.Add(await EngineRun.MeasureAsync(setting));
    GC.Collect();
}

EngineTable.Print(results);
new BenchmarkReport(Environment.ProcessorCount, RuntimeInformation.FrameworkDescription, results).WriteTo(Option("--report") ?? "artifacts/benchmarks.json");
return 0;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
