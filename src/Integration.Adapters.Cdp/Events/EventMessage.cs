using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ErpSync.Adapters.Cdp.Events;

/// <summary>Writes what every message has in common.</summary>
internal static class EventMessage
{
    // Compatible endpoints count bytes: letters are sent as they are, not as escapes.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(string type, string messageId, Identity identity, DateTimeOffset at, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("messageId", messageId);
            writer.WriteString(identity.IsKnown ? "userId" : "anonymousId", identity.Id);
            writer.WriteString("timestamp", Iso(at));
            writer.WriteStartObject("context");
            writer.WriteStartObject("library");
            writer.WriteString("name", Library);
            writer.WriteString("version", "1");
            writer.WriteEndObject();
            writer.WriteEndObject();
            rest(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Name by which our own messages are told when they come back.</summary>
    public const string Library = "erpsync";

    public static string Iso(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
