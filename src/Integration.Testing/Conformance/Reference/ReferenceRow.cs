using System.Text.Json.Nodes;

namespace ErpSync.Testing.Conformance;

/// <summary>A note as the reference server keeps it.</summary>
internal sealed record ReferenceRow(string Id, long Version, DateTimeOffset ChangedAt, JsonObject? Content, string Digest, bool IsConfirmed);
