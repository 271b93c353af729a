using System.Text.Json.Serialization;

namespace ErpSync.Tests.Engine;

/// <summary>The record that the engine's tests move from one system to another.</summary>
/// <param name="Text">Content; every other text is another intent.</param>
/// <param name="After">Id of the note that must be written first, or null.</param>
public sealed record Note(string Text, string? After = null)
{
    public const string Entity = "note";
}

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
