using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>Writes errors; the text follows <c>Accept-Language</c>, so nobody can match it.</summary>
internal static class ErrorTexts
{
    private static readonly Dictionary<string, string> German = new()
    {
        ["Request_EntityChanged"] = "Der Datensatz wurde bereits von einem anderen Benutzer geändert.",
        ["BadRequest_InvalidToken"] = "Das vom Dienst benötigte Parallelitätstoken konnte nicht überprüft werden.",
        ["Application_StringExceededLength"] = "Die Länge der Zeichenfolge überschreitet die zulässige Anzahl von Zeichen.",
        ["Application_TooManyRequests"] = "Zu viele Anforderungen.",
        ["BadRequest_InvalidOperation"] = "Das Steuerelement ist schreibgeschützt.",
        ["BadRequest_NotFound"] = "Ungültige Anforderung: Fehler in der Abfragesyntax.",
        ["Internal_ServerError"] = "Ihre Änderungen können im Moment nicht gespeichert werden.",
        ["Application_DialogException"] = "Die Aktion kann nicht ausgeführt werden.",
    };

    public static ErpResponse Response(ErpError error, string language, Guid correlation)
    {
        var message = language.StartsWith("de", StringComparison.OrdinalIgnoreCase) && German.TryGetValue(error.Code, out var german)
            ? german
            : error.Message;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", error.Code);
            writer.WriteString("message", new StringBuilder(message).Append("  CorrelationId:  ").Append(correlation).Append('.').ToString());
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new ErpResponse(error.Status)
        {
            Body = stream.ToArray(),
            Headers = error.RetryAfterSeconds > 0
                ? new Dictionary<string, string> { ["Retry-After"] = error.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture) }
                : new Dictionary<string, string>(),
        };
    }
}
