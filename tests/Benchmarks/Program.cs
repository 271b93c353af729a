using Benchmarks;
using Benchmarks.Engine;
using Benchmarks.Nodes;
using Benchmarks.Orders;
using Benchmarks.Reconciliation;
using Benchmarks.Report;
using ErpSync.Storage.PostgreSql.Tests.Cluster;

// The program is also the nodes that it starts as processes of their own.
switch (args)
{
    case ["node", ..]:
        return await ClusterNode.RunAsync(args);
    case ["scale-node", ..]:
        return await ScaleNode.RunAsync(args);
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
        "nodes" => report with { Nodes = await NodesPart.RunAsync(options) },
        "takeover" => report with { Takeover = await TakeoverPart.RunAsync(options) },
        "memory" => report with { Memory = await MemoryPart.RunAsync(options) },
        _ => report with { Orders = OrdersPart.Run() },
    };
}

report.WriteTo(options.ReportPath);
Console.WriteLine();
Console.WriteLine($"Report: {options.ReportPath}");
if (options.ChartFolder is { } folder)
{
    Charts.Draw(report, folder);
    File.WriteAllText(Path.Combine(folder, "results.md"), MarkdownReport.Of(report, args));
    Console.WriteLine($"Charts: {folder}");
}

Postgres.Stop();
return report.Memory is { IsBounded: false } ? 1 : 0;
