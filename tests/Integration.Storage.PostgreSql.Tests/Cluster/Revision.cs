using System.Text.Json.Serialization;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>The newest revision of a key in the source, and the document of one revision in the target.</summary>
/// <param name="Key">Key.</param>
/// <param name="Number">Number of the revision, from 1.</param>
internal sealed record Revision(string Key, int Number)
{
    public const string Entity = "revision";
}

/// <summary>What the target answers to one document.</summary>
/// <param name="Key">Key.</param>
/// <param name="Number">Revision.</param>
/// <param name="WasThere">Whether it had been written before.</param>
internal sealed record Receipt(string Key, int Number, bool WasThere);

[JsonSerializable(typeof(Revision))]
[JsonSerializable(typeof(List<Revision>))]
[JsonSerializable(typeof(List<Receipt>))]
internal sealed partial class ClusterJson : JsonSerializerContext;
