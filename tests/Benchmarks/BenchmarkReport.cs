using System.Text.Json;
using System.Text.Json.Serialization;
using Benchmarks.Engine;

namespace Benchmarks;

/// <summary>Everything one run measured, as JSON.</summary>
internal sealed record BenchmarkReport(int Processors, string Runtime, IReadOnlyList<EngineResult> Engine)
{
    public void WriteTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, ReportJson.Default.BenchmarkReport));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(BenchmarkReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
