using System.Text.Json;
using System.Text.Json.Serialization;
using Benchmarks.Engine;
using Benchmarks.Nodes;
using Benchmarks.Orders;

namespace Benchmarks.Report;

/// <summary>Everything one run measured, as JSON.</summary>
internal sealed record BenchmarkReport
{
    public required MachineFacts Machine { get; init; }

    public IReadOnlyList<ThroughputResult> Engine { get; init; } = [];

    public IReadOnlyList<LatencyResult> Latency { get; init; } = [];

    public IReadOnlyList<SubjectsResult> Subjects { get; init; } = [];

    public IReadOnlyList<NodesResult> Nodes { get; init; } = [];

    public IReadOnlyList<TakeoverResult> Takeover { get; init; } = [];

    public MemoryResult? Memory { get; init; }

    public IReadOnlyList<OrderResult> Orders { get; init; } = [];

    public void WriteTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, ReportJson.Default.BenchmarkReport));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(BenchmarkReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
