using System.Collections.Concurrent;
using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>The wire side: authentication, limits, injected faults, and the routes of the APIs.</summary>
internal sealed class ErpEndpoint(
    ErpCompany company, SandboxErpOptions options, FaultDice faults, SandboxStatistics statistics, TokenService tokens, Handshake handshake)
    : IDisposable
{
    private const int MaxBody = 50 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, UserGate> _gates = new();
    private readonly Dictionary<ErpRoute, ErpApi> _apis =
        Enum.GetValues<ErpRoute>().ToDictionary(route => route, route => new ErpApi(company, route));

    public async Task InvokeAsync(HttpContext context)
    {
        statistics.CountRequest();
        var language = context.Request.Headers.AcceptLanguage.ToString();
        try
        {
            await ServeAsync(context);
        }
        catch (ErpError error)
        {
            if (error.Status == 429)
            {
                statistics.CountThrottled();
            }

            await RefuseAsync(context, error, language);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            // A defect of the sandbox or its setup is answered with its text, so that whoever runs it sees what to mend.
            await RefuseAsync(context, new ErpError(500, "Internal_ServerError", problem.Message), language);
        }
    }

    private Task RefuseAsync(HttpContext context, ErpError error, string language) =>
        WriteAsync(context, ErrorTexts.Response(error, language, company.Database.Run(company.Database.NewId)));

    public void Dispose()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var user = tokens.User(context.Request.Headers.Authorization.ToString()) ?? throw ErpError.Unauthorized();
        var (route, rootLength) = Route(target);
        var body = await ReadBodyAsync(context);
        var gate = _gates.GetOrAdd(user, _ => new UserGate(options));
        await gate.EnterAsync(context.RequestAborted);
        try
        {
            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, options.Time, context.RequestAborted);
            }

            var request = new ErpRequest
            {
                Method = context.Request.Method,
                RelativeUrl = target[rootLength..].TrimStart('/'),
                Root = $"http://{context.Request.Host}{target[..rootLength]}",
                Headers = context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                Body = body,
                User = user,
            };
            await AnswerAsync(context, route, request);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context, ErpRoute route, ErpRequest request)
    {
        var asks = IsBatch(request) && BatchEndpoint.OnlyReads(request.Body);
        var isWrite = request.Method != "GET" && !asks;
        var isList = asks || (!isWrite && !request.RelativeUrl.Split('?')[0].EndsWith(')'));
        var fault = faults.Decide(isWrite, isList);
        if (fault != SandboxFault.None)
        {
            statistics.CountFault();
        }

        switch (fault)
        {
            case SandboxFault.LostRequest:
                context.Abort();
                return;
            case SandboxFault.Throttle:
                throw ErpError.TooManyRequests(101, 100);
            case SandboxFault.ServerError:
                throw ServerError();
            case SandboxFault.Conflict:
                throw request.Header("If-Match") is { Length: > 1 } && faults.Next(0, 2) == 0
                    ? ErpError.Changed()
                    : ErpError.Locked("Sales Header");
        }

        request = request with { AsOf = isList ? AsOf(fault) : null };
        var response = await DispatchAsync(route, request, context.RequestAborted);
        if (fault != SandboxFault.LostResponse)
        {
            await WriteAsync(context, response);
            return;
        }

        statistics.CountLostResponse();
        if (isWrite && faults.Next(0, 4) is var kind and < 2)
        {
            // The gateway gave up or the operation ran out of time although the work was done.
            throw new ErpError(kind == 0 ? 504 : 408, "Unknown", "The operation took too long.");
        }

        context.Abort();
    }

    private async Task<ErpResponse> DispatchAsync(ErpRoute route, ErpRequest request, CancellationToken cancellationToken)
    {
        var api = _apis[route];
        if (IsBatch(request))
        {
            return new BatchEndpoint(company.Database, api).Handle(request);
        }

        if (request.Method is "POST" or "PATCH" && request.RelativeUrl.StartsWith("subscriptions", StringComparison.Ordinal))
        {
            await handshake.RequireAsync(request, cancellationToken);
        }

        return api.Handle(request);
    }

    private static bool IsBatch(ErpRequest request) =>
        request.Method == "POST" && request.RelativeUrl.StartsWith("$batch", StringComparison.OrdinalIgnoreCase);

    private DateTimeOffset? AsOf(SandboxFault fault)
    {
        var stale = fault == SandboxFault.StaleRead && options.StaleReadAge > options.VisibilityDelay;
        var age = stale ? options.StaleReadAge : options.VisibilityDelay;
        return age > TimeSpan.Zero ? company.Database.Now - age : null;
    }

    private ErpError ServerError() => faults.Next(0, 4) switch
    {
        0 => new ErpError(500, "Internal_ServerError", "Cannot establish a connection to the SQL Server/Database."),
        1 => new ErpError(502, "Unknown", "Bad gateway."),
        2 => new ErpError(503, "Unknown", "The service is temporarily unavailable.") { RetryAfterSeconds = 1 },
        _ => new ErpError(504, "Unknown", "The operation took too long."),
    };

    private (ErpRoute Route, int RootLength) Route(string target)
    {
        foreach (var start in new[] { $"/v2.0/{options.Tenant}/{options.Environment}/api/", $"/v2.0/{options.Environment}/api/" })
        {
            if (!target.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            foreach (var (route, path) in new[]
            {
                (ErpRoute.Standard, "v2.0"), (ErpRoute.Companion, "erpsync/inventory/v1.0"), (ErpRoute.Runtime, "microsoft/runtime/beta"),
            })
            {
                if (target.AsSpan(start.Length).StartsWith(path, StringComparison.OrdinalIgnoreCase))
                {
                    return (route, start.Length + path.Length);
                }
            }
        }

        throw ErpError.UnknownSegment(target.Split('?')[0]);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is 0 || context.Request.Method is "GET" or "DELETE")
        {
            return [];
        }

        if (context.Request.ContentLength > MaxBody)
        {
            throw new ErpError(413, "Unknown", "The request body is too large.");
        }

        using var stream = new MemoryStream();
        await context.Request.Body.CopyToAsync(stream, context.RequestAborted);
        return stream.ToArray();
    }

    private static async Task WriteAsync(HttpContext context, ErpResponse response)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.Headers["OData-Version"] = "4.0";
        if (response.Body.Length == 0)
        {
            return;
        }

        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }
}
