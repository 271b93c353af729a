using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ErpSync.Sandbox.Cdp;

/// <summary>Answers HTTP requests: batches of events, and the profile API.</summary>
internal sealed class CdpEndpoint(SandboxCdpOptions options, CdpBooks books, FaultDice dice, SandboxStatistics statistics)
{
    private const int MostBody = 1024 * 1024;
    private static readonly int[] ServerErrors = [500, 502, 503, 504];
    private long _requests;

    public async Task HandleAsync(HttpContext http)
    {
        statistics.CountRequest();
        http.Response.Headers["Request-Id"] = "sandbox-" + Interlocked.Increment(ref _requests).ToString("x8", CultureInfo.InvariantCulture);
        var parts = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (parts)
        {
            case ["v1", "batch"] when http.Request.Method == "POST":
                await BatchAsync(http);
                break;
            case ["v1", "spaces", var space, "collections", "users", "profiles", var who, var what] when http.Request.Method == "GET":
                await ProfileAsync(http, space, who, what);
                break;
            default:
                await ErrorAsync(http, StatusCodes.Status404NotFound, "no_route", "There is nothing here.");
                break;
        }
    }

    private async Task BatchAsync(HttpContext http)
    {
        var body = await BodyAsync(http);
        if (!IsUser(http, options.WriteKey))
        {
            await ErrorAsync(http, StatusCodes.Status401Unauthorized, "unauthorized", "The write key is not known.");
            return;
        }

        var fault = dice.Decide(isWrite: true, isList: false);
        if (await MisbehavedAsync(http, fault))
        {
            return;
        }

        var (messages, refusal) = body is { } bytes ? BatchReader.Read(bytes) : ([], "The request is too large.");
        if (refusal is not null)
        {
            await WriteAsync(http, StatusCodes.Status400BadRequest, writer =>
            {
                writer.WriteBoolean("success", false);
                writer.WriteString("message", refusal);
            });
            return;
        }

        books.Accept(messages);
        if (fault == SandboxFault.LostResponse)
        {
            statistics.CountLostResponse();
            http.Abort();
            return;
        }

        await WriteAsync(http, StatusCodes.Status200OK, static writer => writer.WriteBoolean("success", true));
    }

    private async Task ProfileAsync(HttpContext http, string space, string who, string what)
    {
        if (!IsUser(http, options.ProfileToken))
        {
            await ErrorAsync(http, StatusCodes.Status401Unauthorized, "authentication_error", "No valid access token.");
            return;
        }

        var fault = dice.Decide(isWrite: false, isList: false);
        if (await MisbehavedAsync(http, fault))
        {
            return;
        }

        if (fault == SandboxFault.LostResponse)
        {
            statistics.CountLostResponse();
            http.Abort();
            return;
        }

        if (space != options.SpaceId)
        {
            await ErrorAsync(http, StatusCodes.Status404NotFound, "space_not_found", "There is no such space.");
            return;
        }

        who = Uri.UnescapeDataString(who);
        var answered = what switch
        {
            "traits" => await TraitsAsync(http, who),
            "events" => await EventsAsync(http, who),
            _ => false,
        };
        if (!answered)
        {
            await ErrorAsync(http, StatusCodes.Status404NotFound, "not_found", "Profile was not found.");
        }
    }

    private async Task<bool> TraitsAsync(HttpContext http, string who)
    {
        if (!who.StartsWith("user_id:", StringComparison.Ordinal) || books.Find(who["user_id:".Length..]) is not { } traits)
        {
            return false;
        }

        var wanted = http.Request.Query["include"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        await WriteAsync(http, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject("traits");
            foreach (var (name, value) in traits.Where(trait => wanted.Length == 0 || wanted.Contains(trait.Key)).OrderBy(static trait => trait.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
            Cursor(writer, null);
        });
        return true;
    }

    private async Task<bool> EventsAsync(HttpContext http, string who)
    {
        var all = books.Messages.Where(message => message.Type == "track" && who == (message.UserId is { } user ? $"user_id:{user}" : $"anonymous_id:{message.AnonymousId}")).ToList();
        if (all.Count == 0)
        {
            return false;
        }

        var start = Instant(http, "start") ?? DateTimeOffset.MinValue;
        var end = Instant(http, "end") ?? DateTimeOffset.MaxValue;
        var limit = int.TryParse(http.Request.Query["limit"], CultureInfo.InvariantCulture, out var most) ? Math.Clamp(most, 1, 100) : 10;
        var from = int.TryParse(http.Request.Query["next"], CultureInfo.InvariantCulture, out var next) ? next : 0;
        var found = all.Where(message => message.Timestamp > start && message.Timestamp < end).OrderByDescending(static message => message.Timestamp).ToList();
        await WriteAsync(http, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartArray("data");
            foreach (var message in found.Skip(from).Take(limit))
            {
                writer.WriteStartObject();
                writer.WriteString("type", message.Type);
                writer.WriteString("message_id", message.MessageId);
                writer.WriteString("event", message.Event);
                writer.WriteString("timestamp", message.Timestamp);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            Cursor(writer, from + limit < found.Count ? (from + limit).ToString(CultureInfo.InvariantCulture) : null);
        });
        return true;
    }

    private async Task<bool> MisbehavedAsync(HttpContext http, SandboxFault fault)
    {
        if (fault != SandboxFault.None)
        {
            statistics.CountFault();
        }

        switch (fault)
        {
            case SandboxFault.LostRequest:
                http.Abort();
                return true;
            case SandboxFault.ServerError:
                var status = ServerErrors[dice.Next(0, ServerErrors.Length)];
                if (status == StatusCodes.Status503ServiceUnavailable)
                {
                    http.Response.Headers.RetryAfter = "1";
                }

                await ErrorAsync(http, status, "server_error", "Something went wrong.");
                return true;
            case SandboxFault.Throttle:
                statistics.CountThrottled();
                http.Response.Headers.RetryAfter = "1";
                http.Response.Headers["X-RateLimit-Reset"] = "1";
                await ErrorAsync(http, StatusCodes.Status429TooManyRequests, "rate_limit_error", "Too many requests.");
                return true;
            default:
                return false;
        }
    }

    private static bool IsUser(HttpContext http, string user) =>
        http.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":"));

    private static DateTimeOffset? Instant(HttpContext http, string name) =>
        DateTimeOffset.TryParse(http.Request.Query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > MostBody)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static void Cursor(Utf8JsonWriter writer, string? next)
    {
        writer.WriteStartObject("cursor");
        writer.WriteBoolean("has_more", next is not null);
        writer.WriteString("next", next ?? "");
        writer.WriteEndObject();
    }

    private static Task ErrorAsync(HttpContext http, int status, string code, string message) => WriteAsync(http, status, writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    });

    private static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        await using (writer)
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
    }
}
