using System.Text.Json.Serialization;

namespace Benchmarks.Engine;

/// <summary>The record that is moved: an id and about a kilobyte of text.</summary>
internal sealed record Parcel(string Id, string Content);

[JsonSerializable(typeof(Parcel))]
internal sealed partial class ParcelJson : JsonSerializerContext;
