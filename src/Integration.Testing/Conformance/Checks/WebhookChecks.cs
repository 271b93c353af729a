using System.Text;
using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class WebhookChecks
{
    private const int OneMegabyte = 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(5);

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("WHK-01", Required, ConformanceScope.Webhooks, "an authentic delivery is accepted; flipped, stripped, foreign and empty ones are turned away", async c =>
        {
            var (on, webhooks) = await ReadyAsync(c);
            var good = webhooks.Make(c.Clock.GetUtcNow());
            var accepted = Receive(c, on, good);
            c.True(accepted is WebhookVerdict.Accepted { Signals.Count: > 0, DeliveryId.Length: > 0 }, $"An authentic delivery is {accepted.GetType().Name}.");
            TurnedAway(c, on, webhooks, webhooks.MakeForged(c.Clock.GetUtcNow()), "A delivery with another secret");
            TurnedAway(c, on, webhooks, good with { Body = ReadOnlyMemory<byte>.Empty }, "An empty body");
            foreach (var header in webhooks.ProofHeaders)
            {
                c.True(good.Headers.TryGetValue(header, out var proof), $"The fixture's delivery has no header {header}.");
                TurnedAway(c, on, webhooks, good with { Headers = Without(good.Headers, header) }, $"A delivery without {header}");
                TurnedAway(c, on, webhooks, good with { Headers = With(good.Headers, header, Flip(proof)) }, $"A delivery with one changed letter in {header}");
                TurnedAway(c, on, webhooks, good with { Headers = With(good.Headers, header, "") }, $"A delivery with an empty {header}");
            }

            if (webhooks.SignsBytes)
            {
                for (var at = 0; at < good.Body.Length; at++)
                {
                    var body = good.Body.ToArray();
                    body[at] ^= 1;
                    TurnedAway(c, on, webhooks, good with { Body = body }, $"A delivery with one flipped bit in byte {at} of {body.Length}");
                }
            }
        }),
        new("WHK-02", Required, ConformanceScope.Webhooks, "the proof covers the raw bytes: the same JSON written otherwise is turned away", async c =>
        {
            var (on, webhooks) = await ReadyAsync(c);
            if (!webhooks.SignsBytes)
            {
                throw new NotApplicableException("the target does not sign its deliveries");
            }

            var good = webhooks.Make(c.Clock.GetUtcNow());
            var text = Encoding.UTF8.GetString(good.Body.Span);
            TurnedAway(c, on, webhooks, good with { Body = Encoding.UTF8.GetBytes(text + "\n") }, "The same JSON with a line break behind it");
            TurnedAway(c, on, webhooks, good with { Body = Encoding.UTF8.GetBytes(" " + text) }, "The same JSON with a blank before it");
        }),
        new("WHK-03", Required, ConformanceScope.Webhooks, "the same delivery twice has the same delivery id, another one has another", async c =>
        {
            var (on, webhooks) = await ReadyAsync(c);
            var at = c.Clock.GetUtcNow();
            var first = webhooks.Make(at);
            var ids = new[] { first, first with { ReceivedAt = at.AddMinutes(5) }, webhooks.Make(at.AddSeconds(30)) }
                .Select(delivery => (Receive(c, on, delivery) as WebhookVerdict.Accepted)?.DeliveryId).ToList();
            c.True(ids[0] is not null && ids[0] == ids[1], "The same delivery has another id when it comes again.");
            c.True(ids[0] != ids[2], "Another delivery has the same id: it would be dropped as a duplicate.");
        }),
        new("WHK-04", Required, ConformanceScope.Webhooks, "something unknown is ignored, never an exception", async c =>
        {
            var (on, webhooks) = await ReadyAsync(c);
            var unknown = webhooks.MakeUnknown(c.Clock.GetUtcNow()) ?? throw c.NotArranged(nameof(WebhookFixture.MakeUnknown));
            var verdict = Receive(c, on, unknown);
            c.True(verdict is WebhookVerdict.Ignored, $"An authentic delivery about something unknown is {verdict.GetType().Name}, not Ignored.");
        }),
        new("WHK-05", Certified, ConformanceScope.Webhooks, "a delivery of 1 MB takes less than 5 ms and no I/O", async c =>
        {
            var (on, webhooks) = await ReadyAsync(c);
            var large = webhooks.Make(c.Clock.GetUtcNow(), OneMegabyte);
            c.True(large.Body.Length >= OneMegabyte, "The fixture's delivery is shorter than 1 MB.");
            var fastest = TimeSpan.MaxValue;
            for (var run = 0; run < 50 && fastest >= MostTime; run++)
            {
                var began = TimeProvider.System.GetTimestamp();
                c.True(Receive(c, on, large) is WebhookVerdict.Accepted, "A delivery of 1 MB is not accepted.");
                var took = TimeProvider.System.GetElapsedTime(began);
                fastest = took < fastest ? took : fastest;
            }

            c.True(fastest < MostTime, "A delivery of 1 MB took longer than 5 ms each time.");
            c.True(on.Line.Requests.Count == 0, "Receiving a delivery sent a request.");
        }),
        new("WHK-06", Certified, ConformanceScope.Webhooks, "signals carry the time of the event, not of the delivery", async c =>
        {
            var (on, webhooks) = await ReadyAsync(c);
            var occurred = c.Clock.GetUtcNow().AddMinutes(-17);
            var verdict = Receive(c, on, webhooks.Make(occurred) with { ReceivedAt = c.Clock.GetUtcNow() }) as WebhookVerdict.Accepted;
            c.True(verdict?.Signals.All(signal => (signal.OccurredAt - occurred).Duration() < TimeSpan.FromSeconds(1)) == true, "A signal does not carry the time at which the event happened.");
        }),
    ];

    private static async Task<(Connected On, WebhookFixture Webhooks)> ReadyAsync(CheckContext c)
    {
        var on = await c.ConnectAsync();
        c.True(on.Connector is IWebhookSource, "The connector is no IWebhookSource, although the fixture makes deliveries.");
        return (on, c.Fixture.Webhooks!);
    }

    private static WebhookVerdict Receive(CheckContext c, Connected on, WebhookDelivery delivery)
    {
        try
        {
            return ((IWebhookSource)on.Connector).Receive(delivery);
        }
        catch (Exception exception)
        {
            throw c.Fail($"Receive threw {exception.GetType().Name}; every delivery has a verdict.");
        }
    }

    private static void TurnedAway(CheckContext c, Connected on, WebhookFixture webhooks, WebhookDelivery delivery, string what)
    {
        var verdict = Receive(c, on, delivery);
        c.True(
            verdict is WebhookVerdict.Refused || (webhooks.IgnoresForgeries && verdict is WebhookVerdict.Ignored),
            $"{what} is {verdict.GetType().Name}; it must be turned away.");
    }

    private static string Flip(string proof) => (proof[0] == 'A' ? 'B' : 'A') + proof[1..];

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> headers, string name, string value) => new(headers, StringComparer.OrdinalIgnoreCase) { [name] = value };

    private static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> headers, string name)
    {
        var less = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
        less.Remove(name);
        return less;
    }
}
