using System.Net;
using System.Text.RegularExpressions;
using ErpSync.Connectors;
using static ErpSync.Connectors.FaultKind;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static partial class FaultChecks
{
    private const string Page = "<html><body>Sorry</body></html>";

    /// <summary>Injected answers and the kinds of fault that are right for a reading. What may pass by itself is never a case, and what may not is never tried for ever.</summary>
    private static readonly (string Name, TransportFault Fault, FaultKind[] Kinds)[] Table =
    [
        Status(400, Invalid, SchemaChanged, Rejected, Bug), Status(401, Unauthorized), Status(403, Unauthorized),
        Status(404, SchemaChanged, Unauthorized, Conflict, Invalid, MissingDependency, Rejected), Status(409, Conflict, Transient, Invalid, SchemaChanged),
        Status(412, Conflict, Invalid, SchemaChanged), Status(413, Invalid, SchemaChanged), Status(422, Invalid, Rejected, SchemaChanged),
        Status(423, Unauthorized, Transient, Rejected, Conflict, Invalid, SchemaChanged), Status(429, Throttled), Status(500, Transient), Status(502, Transient),
        Status(503, Transient, Throttled), Status(504, Transient),
        ("TLS failure", new TransportFault.TlsFailure(), [Transient]), ("refused connection", new TransportFault.Refused(), [Transient]),
        ("reset", new TransportFault.Reset(), [Transient]), ("half a body", new TransportFault.CutBody(), [Transient]),
        ("half of the JSON", new TransportFault.Altered(body => body[..(body.Length / 2)]), [Transient, SchemaChanged]),
        ("a page instead of JSON", new TransportFault.Answer(HttpStatusCode.OK, Page, "text/html"), [Transient, SchemaChanged]),
        ("an empty body", new TransportFault.Answer(HttpStatusCode.OK, ""), [Transient, SchemaChanged]),
        ("JSON of another shape", new TransportFault.Answer(HttpStatusCode.OK, "[1,2]"), [Transient, SchemaChanged]),
        ("null", new TransportFault.Answer(HttpStatusCode.OK, "null"), [Transient, SchemaChanged]),
    ];

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("FLT-01", Required, ConformanceScope.Connector, "every bad answer becomes a fault of the right kind", async c =>
        {
            var probe = await c.ProbeAsync();
            foreach (var (name, fault, kinds) in Table.Concat(c.Fixture.OwnErrors.Select(error => (error.Name, (TransportFault)error.Answer, error.Kinds.ToArray()))))
            {
                var found = await InjectedAsync(c, probe, fault, name);
                c.True(kinds.Contains(found.Kind), $"{name}: the fault is {found.Kind} ({found.Code}); it should be {string.Join(" or ", kinds)}.");
            }

            c.True(c.Fixture.OwnErrors.Count > 0, c.NotArranged(nameof(ConformanceFixture.OwnErrors)).Message);
        }),
        new("FLT-02", Required, ConformanceScope.Connector, "fault codes are stable and free of ids and dates", async c =>
        {
            foreach (var (name, fault, _) in Table)
            {
                var codes = new HashSet<string>(StringComparer.Ordinal);
                for (var run = 0; run < 2; run++)
                {
                    var probe = await c.ProbeAsync();
                    codes.Add((await InjectedAsync(c, probe, fault, name)).Code);
                    c.Clock.Advance(TimeSpan.FromDays(1));
                }

                c.True(codes.Count == 1, $"{name}: the code changes from {string.Join(" to ", codes)}; cases cannot be grouped.");
                c.True(Code().IsMatch(codes.Single()), $"{name}: the code '{codes.Single()}' is not made of words and at most a status.");
            }
        }),
        new("FLT-03", Required, ConformanceScope.Connector, "faults hold no secret and no personal data", async c =>
        {
            var probe = await c.ProbeAsync();
            var echo = $"Refused: token {c.Fixture.Secrets[0]}, buyer {ConformanceCanary.Email}, {ConformanceCanary.Phone}.";
            foreach (var body in new[] { $"{{\"error\":{{\"code\":\"refused\",\"message\":\"{echo}\"}}}}", $"{{\"errors\":[{{\"message\":\"{echo}\"}}]}}", $"{{\"errors\":\"{echo}\"}}", $"{{\"message\":\"{echo}\"}}", echo })
            {
                foreach (var status in new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError })
                {
                    CleanFault(c, await InjectedAsync(c, probe, new TransportFault.Answer(status, body), $"{(int)status} with personal data in it"));
                }
            }

            foreach (var sink in c.Fixture.Sinks)
            {
                await RefusedRecordsAsync(c, sink);
            }
        }),
        new("FLT-04", Certified, ConformanceScope.Connector, "the target's id of a failed request is kept", async c =>
        {
            var header = c.Fixture.RequestIdHeader ?? throw c.NotArranged(nameof(ConformanceFixture.RequestIdHeader));
            var answer = new TransportFault.Answer(HttpStatusCode.InternalServerError, "{}") { Headers = new Dictionary<string, string> { [header] = "conformance-request-7" } };
            var fault = await InjectedAsync(c, await c.ProbeAsync(), answer, "500 with a request id");
            c.True(fault.RemoteRequestId == "conformance-request-7", $"The request id is '{fault.RemoteRequestId}'.");
        }),
        new("FLT-05", Certified, ConformanceScope.Connector, "messages are sentences, and what a person must do has a hint", async c =>
        {
            var probe = await c.ProbeAsync();
            foreach (var (name, fault, _) in Table)
            {
                Spoken(c, await InjectedAsync(c, probe, fault, name), name);
            }

            foreach (var sink in c.Fixture.Sinks.Where(sink => !c.Fixture.Reasons.ContainsKey($"SNK-02/{sink.Entity}")))
            {
                if (await sink.BadAsync(c.Ct) is { } bad)
                {
                    Spoken(c, await RefusalAsync(c, sink, bad.Record) ?? throw c.Fail($"An invalid {sink.Entity} was accepted."), $"an invalid {sink.Entity}");
                }
            }
        }),
    ];

    internal static async Task<Fault> InjectedAsync(CheckContext c, Func<Connected, CancellationToken, Task> probe, TransportFault fault, string name)
    {
        var on = await c.ConnectAsync();
        on.Line.Inject(fault, times: int.MaxValue);
        return await c.FaultAsync(on, probe, name);
    }

    private static async Task RefusedRecordsAsync(CheckContext c, SinkFixture sink)
    {
        foreach (var record in new[] { (await sink.BadAsync(c.Ct))?.Record, (await sink.OrphanAsync(c.Ct))?.Record, (await sink.TooLongAsync(c.Ct))?.Record })
        {
            if (record is not null && await RefusalAsync(c, sink, record) is { } fault)
            {
                CleanFault(c, fault);
            }
        }
    }

    private static async Task<Fault?> RefusalAsync(CheckContext c, SinkFixture sink, object record)
    {
        try
        {
            var item = new WriteItem<object>("1", new IdempotencyKey($"conformance:{sink.Entity}:refused"), sink.Kind, record);
            return (await sink.WriteAsync((await c.ConnectAsync()).Connector, [item], c.Ct)) is [WriteResult.Failed failed] ? failed.Fault : null;
        }
        catch (ConnectorException exception)
        {
            return exception.Fault;
        }
    }

    private static void CleanFault(CheckContext c, Fault fault)
    {
        c.Clean(fault.Message, $"The message of {fault.Code}");
        c.Clean(fault.Hint, $"The hint of {fault.Code}");
        c.Clean(fault.Code, "A code");
    }

    private static void Spoken(CheckContext c, Fault fault, string name)
    {
        c.True(fault.Message.Length > 10 && fault.Message.TrimEnd()[^1] is '.' or '!' or '?' or '…', $"{name}: the message is no sentence: '{fault.Message}'.");
        c.True(fault.Kind is not (Invalid or Unauthorized or Rejected) || !string.IsNullOrWhiteSpace(fault.Hint), $"{name}: {fault.Kind} ({fault.Code}) without a hint what to do.");
    }

    private static (string, TransportFault, FaultKind[]) Status(int status, params FaultKind[] kinds) => ($"{status}", new TransportFault.Answer((HttpStatusCode)status, "{}"), kinds);

    [GeneratedRegex(@"^[a-z][a-z0-9]*([.-][a-z]+|[.-][1-5][0-9][0-9])+$")]
    private static partial Regex Code();
}
