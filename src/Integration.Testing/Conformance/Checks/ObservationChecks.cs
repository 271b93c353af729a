using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class ObservationChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("OBS-01", Certified, ConformanceScope.Connector, "every remote call has a span below the caller's, without payload", async c =>
        {
            var probe = await c.ProbeAsync();
            var on = await c.ConnectAsync();
            var spans = new ConcurrentQueue<Activity>();
            using var listener = new ActivityListener
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = spans.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
            using (var caller = new Activity("conformance").SetIdFormat(ActivityIdFormat.W3C).Start())
            {
                await probe(on, c.Ct);
                var below = spans.Where(span => span.TraceId == caller.TraceId && span.ParentId is not null && span.Kind == ActivityKind.Client).ToList();
                c.True(below.Count >= on.Line.Requests.Count, $"{on.Line.Requests.Count} request(s) had {below.Count} span(s) below the caller's.");
                foreach (var tag in below.SelectMany(span => span.TagObjects))
                {
                    c.Clean(tag.Value?.ToString(), $"The tag {tag.Key}");
                }
            }
        }),
        new("OBS-02", Certified, ConformanceScope.Connector, "log lines at Information and below hold no payload, no line a secret", async c =>
        {
            var probe = await c.ProbeAsync();
            var on = await c.ConnectAsync();
            await probe(on, c.Ct);
            await on.Connector.CheckAsync(c.Ct);
            foreach (var sink in c.Fixture.Sinks)
            {
                var item = new Connectors.WriteItem<object>("1", new Connectors.IdempotencyKey($"conformance:{sink.Entity}:logged"), sink.Kind, await sink.NewAsync(c.Ct));
                await sink.WriteAsync(on.Connector, [item], c.Ct);
            }

            on.Line.Inject(new TransportFault.Answer(System.Net.HttpStatusCode.BadRequest, "{}"), times: int.MaxValue);
            await c.FaultAsync(on, probe, "400");
            foreach (var (level, text) in on.Logs.Seen)
            {
                if (level <= LogLevel.Information)
                {
                    c.Clean(text, $"A log line at {level}");
                }

                c.True(!c.Fixture.Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)), $"A log line at {level} holds a secret.");
            }
        }),
    ];
}
