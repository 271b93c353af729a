using System.Text.Json;

namespace ErpSync.Connectors;

/// <summary>Parses JSON that came from outside.</summary>
public static class RemoteJson
{
    private static ReadOnlySpan<byte> Surrogate => "\\ud"u8;

    private static ReadOnlySpan<byte> SurrogateUpper => "\\uD"u8;

    /// <summary>
    /// Parses a document. Unlike <see cref="JsonDocument.Parse(ReadOnlyMemory{byte}, JsonDocumentOptions)"/> it also refuses texts that are no texts (half a surrogate
    /// pair, bytes that are not UTF-8), which would otherwise throw something else when they are read.
    /// </summary>
    /// <param name="utf8">Bytes.</param>
    /// <exception cref="JsonException">The bytes are no JSON, or hold such a text; or they are nested deeper than 64 levels.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
        {
            throw new JsonException("The document is not UTF-8.");
        }

        if (utf8.Span.IndexOf(Surrogate) >= 0 || utf8.Span.IndexOf(SurrogateUpper) >= 0)
        {
            RequireTexts(utf8.Span);
        }

        return JsonDocument.Parse(utf8);
    }

    private static void RequireTexts(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The document holds half a character.", exception);
        }
    }
}
