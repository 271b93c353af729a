using System.Text.Json;

namespace ErpSync.Sandbox.Cdp;

/// <summary>A message that a sandbox CDP accepted.</summary>
/// <param name="Type"><c>track</c> or <c>identify</c>.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="UserId">User, or null.</param>
/// <param name="AnonymousId">Anonymous id, or null.</param>
/// <param name="Event">Name of a <c>track</c> event, or null.</param>
/// <param name="Timestamp">When it says it happened.</param>
/// <param name="Body">The whole message.</param>
public sealed record CdpMessage(string Type, string MessageId, string? UserId, string? AnonymousId, string? Event, DateTimeOffset Timestamp, JsonElement Body)
{
    /// <summary>A property of a <c>track</c> event, as it was written.</summary>
    /// <param name="name">Name.</param>
    /// <returns>The text between the colons: numbers keep all their digits. Null when there is none.</returns>
    public string? Property(string name) =>
        Body.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;
}
