using System.Text.Json.Serialization;
using ErpSync.Model;

namespace ErpSync.Testing.Conformance;

/// <summary>A record of the reference system.</summary>
internal sealed record ReferenceNote(string Id, string Text)
{
    public string? Memo { get; init; }

    public string State { get; init; } = "open";

    public string? Owner { get; init; }

    public Money? Amount { get; init; }

    public IReadOnlyList<MoneyPair> Parts { get; init; } = [];

    public MoneyPair? Total { get; init; }
}

[JsonSerializable(typeof(ReferenceNote))]
[JsonSerializable(typeof(ReferenceLevel))]
[JsonSourceGenerationOptions(WriteIndented = false)]
internal sealed partial class ReferenceJson : JsonSerializerContext;
