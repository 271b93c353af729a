using System.Collections.Concurrent;
using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Store;
using Microsoft.AspNetCore.Http;

namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>Client-credentials tokens and the static token.</summary>
internal sealed class TokenService(SandboxErpOptions options, ErpDatabase database)
{
    private readonly ConcurrentDictionary<string, (string User, DateTimeOffset Expires)> _tokens = new();

    /// <summary>The user of a bearer token, or null when it is unknown or expired.</summary>
    public string? User(string authorization)
    {
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var token = authorization["Bearer ".Length..].Trim();
        if (token == options.StaticToken)
        {
            return "static";
        }

        return _tokens.TryGetValue(token, out var known) && known.Expires > options.Time.GetUtcNow() ? known.User : null;
    }

    public async Task IssueAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"] != "client_credentials" || form["client_id"] != options.ClientId || form["client_secret"] != options.ClientSecret)
        {
            context.Response.StatusCode = 401;
            await WriteAsync(context, writer =>
            {
                writer.WriteString("error", "invalid_client");
                writer.WriteString("error_description", "The client id or secret is not the one of the sandbox options.");
            });
            return;
        }

        var token = "sandbox." + database.Run(database.NewId).ToString("N");
        _tokens[token] = (options.ClientId, options.Time.GetUtcNow() + options.TokenLife);
        await WriteAsync(context, writer =>
        {
            writer.WriteString("token_type", "Bearer");
            writer.WriteNumber("expires_in", (long)options.TokenLife.TotalSeconds);
            writer.WriteString("access_token", token);
        });
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> members)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.Body);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }
}
