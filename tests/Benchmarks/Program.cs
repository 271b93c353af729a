using Benchmarks;
using Benchmarks.Claims;
using Benchmarks.Engine;
using Benchmarks.Orders;
using Benchmarks.Publish;
using Benchmarks.Reconciliation;
using Benchmarks.Report;

if (args is ["shop", ..])
{
    return await ShopProcess.RunAsync(args);
}

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

if (options.Parts.Contains("reconcile"))
{
    return ReconcileRun.Run(options.ReconciledOrders);
}

var report = new BenchmarkReport { Machine = MachineFacts.Read() };
Console.WriteLine(report.Machine);
foreach (var part in options.Parts)
{
    Console.WriteLine();
    report = part switch
    {
        "engine" => report with { Engine = await ThroughputPart.RunAsync(options) },
        "latency" => report with { Latency = await LatencyPart.RunAsync(options) },
        "subjects" => report with { Subjects = await SubjectsPart.RunAsync(options) },
        "memory" => report with { Memory = await MemoryPart.RunAsync(options) },
        "claims" => report with { Claims = await ClaimsPart.RunAsync(options) },
        "publish" => report with { Publish = await PublishPart.RunAsync(options) },
        _ => report with { Orders = OrdersPart.Run() },
    };
}

report.WriteTo(options.ReportPath);
Console.WriteLine();
Console.WriteLine($"Report: {options.ReportPath}");
if (options.ChartFolder is { } folder)
{
    Charts.Draw(report, folder);
    Console.WriteLine($"Charts: {folder}");
}

Postgres.Stop();
return report.Memory is { IsBounded: false } ? 1 : 0;
