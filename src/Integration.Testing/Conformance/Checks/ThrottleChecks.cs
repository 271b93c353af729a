using System.Globalization;
using System.Net;
using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class ThrottleChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("THR-01", Required, ConformanceScope.Connector, "429 with Retry-After in seconds or as a date gives the right delay", async c =>
        {
            var probe = await c.ProbeAsync();
            await DelayAsync(c, probe, "37", TimeSpan.FromSeconds(37));
            await DelayAsync(c, probe, c.Clock.GetUtcNow().AddSeconds(90).ToString("r", CultureInfo.InvariantCulture), TimeSpan.FromSeconds(90));
        }),
        new("THR-02", Required, ConformanceScope.Connector, "the connector neither sleeps nor repeats a request", async c =>
        {
            var probe = await c.ProbeAsync();
            TransportFault[] faults =
            [
                new TransportFault.Answer(HttpStatusCode.InternalServerError, "{}"), new TransportFault.Answer(HttpStatusCode.ServiceUnavailable, "{}") { Headers = RetryAfter("5") },
                new TransportFault.Answer(HttpStatusCode.TooManyRequests, "{}") { Headers = RetryAfter("5") }, new TransportFault.Reset(), new TransportFault.Refused(), new TransportFault.CutBody(),
            ];
            foreach (var fault in faults)
            {
                var on = await c.ConnectAsync();
                on.Line.Inject(fault, times: int.MaxValue);
                var now = c.Clock.GetUtcNow();
                await c.FaultAsync(on, probe, fault.GetType().Name);
                var most = on.Line.Requests.GroupBy(request => request.Identity, StringComparer.Ordinal).Max(group => group.Count());
                c.True(most == 1, $"After {fault.GetType().Name} the same request was sent {most} times; the engine repeats, not the connector.");
                c.True(c.Clock.GetUtcNow() == now, "The clock moved.");
            }

            var refused = await c.ConnectAsync();
            refused.Line.Inject(new TransportFault.Answer(HttpStatusCode.Unauthorized, "{}"), times: int.MaxValue);
            await c.FaultAsync(refused, probe, "401");
            c.True(refused.Line.Requests.Count <= 2, "After 401 more was sent than one repetition with a renewed token.");
        }),
        new("THR-03", Certified, ConformanceScope.Connector, "rate budgets are plausible", async c =>
        {
            var probe = await c.ProbeAsync();
            var on = await c.ConnectAsync();
            await probe(on, c.Ct);
            await probe(on, c.Ct);
            var budgets = on.Budgets.Seen.ToArray();
            if (budgets.Length == 0)
            {
                throw new NotApplicableException("it reports no budget");
            }

            foreach (var budget in budgets)
            {
                c.True(budget is { Capacity: > 0, Remaining: >= 0, RestorePerSecond: >= 0 } && budget.Remaining <= budget.Capacity, $"A budget of {budget.Remaining} in {budget.Capacity}, restored by {budget.RestorePerSecond} a second, makes no sense.");
                c.True(budget.ObservedAt == c.Clock.GetUtcNow(), "A budget is not stamped by the clock the connector was given.");
            }
        }),
    ];

    private static async Task DelayAsync(CheckContext c, Func<Connected, CancellationToken, Task> probe, string header, TimeSpan wanted)
    {
        var fault = await FaultChecks.InjectedAsync(c, probe, new TransportFault.Answer(HttpStatusCode.TooManyRequests, "{}") { Headers = RetryAfter(header) }, "429");
        c.True(fault.Kind == FaultKind.Throttled, $"429 is {fault.Kind}, not Throttled.");
        c.True(fault.RetryAfter is { } delay && (delay - wanted).Duration() < TimeSpan.FromSeconds(1), $"Retry-After '{header}' became {fault.RetryAfter?.ToString() ?? "nothing"}; it is {wanted}.");
    }

    private static Dictionary<string, string> RetryAfter(string value) => new(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = value };
}
