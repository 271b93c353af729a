using System.Text;
using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>JSON batches with the failure modes of the real server.</summary>
internal sealed class BatchEndpoint(ErpDatabase database, ErpApi api)
{
    private const int MaxParts = 100;

    public ErpResponse Handle(ErpRequest request)
    {
        JsonElement body;
        try
        {
            body = BodyReader.Parse(request.Body);
        }
        catch (ErpError error)
        {
            return ErrorTexts.Response(error, "", database.Run(database.NewId));
        }

        if (!body.TryGetProperty("requests", out var parts) || parts.ValueKind != JsonValueKind.Array)
        {
            return ErrorTexts.Response(ErpError.BadRequest("Invalid Request Body"), "", database.Run(database.NewId));
        }

        if (parts.GetArrayLength() > MaxParts)
        {
            return ErrorTexts.Response(new ErpError(500, "Unknown",
                "The current batch message contains too many parts. "
                + $"A maximum number of '{MaxParts}' query operations and change sets are allowed in a batch message."),
                "", database.Run(database.NewId));
        }

        var snapshot = string.Equals(request.Header("Isolation"), "snapshot", StringComparison.OrdinalIgnoreCase);
        var answers = snapshot ? database.Run(() => Snapshot(request, parts)) : OneByOne(request, parts, request.Prefers("continue-on-error"));
        return new ErpResponse(200) { Body = Write(answers), ContentType = "application/json" };
    }

    /// <summary>Whether a batch only asks: then its answers may be as stale as those of any list.</summary>
    public static bool OnlyReads(ReadOnlyMemory<byte> body)
    {
        try
        {
            return BodyReader.Parse(body).TryGetProperty("requests", out var parts) && parts.ValueKind == JsonValueKind.Array
                && parts.EnumerateArray().All(part => part.TryGetProperty("method", out var method) && method.ToString() == "GET");
        }
        catch (ErpError)
        {
            return false;
        }
    }

    private List<(string? Id, ErpResponse Answer)> OneByOne(ErpRequest outer, JsonElement parts, bool goOn)
    {
        var answers = new List<(string?, ErpResponse)>();
        foreach (var part in parts.EnumerateArray())
        {
            var answer = api.Handle(Inner(outer, part));
            answers.Add((Id(part), answer));
            if (answer.Status >= 400 && !goOn)
            {
                break;
            }
        }

        return answers;
    }

    /// <summary>One transaction: after a failure nothing is kept, yet parts that had worked still say so.</summary>
    private List<(string? Id, ErpResponse Answer)> Snapshot(ErpRequest outer, JsonElement parts)
    {
        var answers = new List<(string?, ErpResponse)>();
        var failed = false;
        foreach (var part in parts.EnumerateArray())
        {
            var answer = api.Handle(Inner(outer, part));
            answers.Add((Id(part), answer));
            failed |= answer.Status >= 400;
            if (failed && answers.Count == 1)
            {
                break;
            }
        }

        if (failed)
        {
            database.Discard();
        }

        return answers;
    }

    private static ErpRequest Inner(ErpRequest outer, JsonElement part)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (outer.Header("Accept-Language") is { Length: > 0 } language)
        {
            headers["Accept-Language"] = language;
        }

        if (part.TryGetProperty("headers", out var sent) && sent.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in sent.EnumerateObject())
            {
                headers[header.Name] = header.Value.ToString();
            }
        }

        var url = part.TryGetProperty("url", out var named) ? named.ToString() : "";
        return outer with
        {
            Method = part.TryGetProperty("method", out var method) ? method.ToString().ToUpperInvariant() : "GET",
            RelativeUrl = (url.StartsWith(outer.Root, StringComparison.Ordinal) ? url[outer.Root.Length..] : url).TrimStart('/'),
            Headers = headers,
            Body = part.TryGetProperty("body", out var body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : [],
        };
    }

    private static string? Id(JsonElement part) => part.TryGetProperty("id", out var id) ? id.ToString() : null;

    private static byte[] Write(List<(string? Id, ErpResponse Answer)> answers)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("responses");
            foreach (var (id, answer) in answers)
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteNumber("status", answer.Status);
                writer.WriteStartObject("headers");
                foreach (var header in answer.Headers)
                {
                    writer.WriteString(header.Key, header.Value);
                }

                if (answer.Body.Length > 0)
                {
                    writer.WriteString("content-type", answer.ContentType);
                    writer.WriteString("odata-version", "4.0");
                }

                writer.WriteEndObject();
                if (answer.Body.Length > 0)
                {
                    writer.WritePropertyName("body");
                    if (answer.ContentType == ErpResponse.Json)
                    {
                        writer.WriteRawValue(answer.Body);
                    }
                    else
                    {
                        writer.WriteStringValue(Encoding.UTF8.GetString(answer.Body));
                    }
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
