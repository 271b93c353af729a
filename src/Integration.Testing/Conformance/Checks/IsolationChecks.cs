using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class IsolationChecks
{
    private const int Rounds = 10;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("CCY-01", Required, ConformanceScope.Connector, "two connections of one type share nothing", async c =>
        {
            var probe = await c.ProbeAsync();
            var right = await c.ConnectAsync(id: "right");
            var wrong = await c.ConnectAsync(ConnectionSettings.WrongSecret, "wrong");
            c.True(right.Connector.Descriptor.Id == "right" && wrong.Connector.Descriptor.Id == "wrong", "Two connections have one id.");
            for (var round = 0; round < Rounds; round++)
            {
                var works = probe(right, c.Ct);
                var fault = await c.FaultAsync(wrong, probe, "A call with the wrong secret beside one with the right");
                c.True(fault.Kind == FaultKind.Unauthorized, $"The connection with the wrong secret failed with {fault.Kind}.");
                await works;
            }

            var ours = Secrets(c, right);
            var theirs = Secrets(c, wrong);
            c.True(ours.Count > 0 && theirs.Count > 0, $"No request carried the header {c.Fixture.SecretHeader}: override SecretHeader.");
            c.True(!ours.Overlaps(theirs), "A request of one connection carried the secret of the other.");
        }),
        new("CCY-02", Certified, ConformanceScope.Connector, "only the clock that was given counts: a silent target is given up on that clock", async c =>
        {
            var probe = await c.ProbeAsync();
            var on = await c.ConnectAsync();
            on.Line.Inject(new TransportFault.Silence(), times: int.MaxValue);
            var seen = on.Line.NextRequestAsync();
            var fault = c.FaultAsync(on, probe, "A target that stays silent");
            await seen.WaitAsync(CheckContext.Patience, TimeProvider.System, c.Ct);
            while (!fault.IsCompleted)
            {
                c.Clock.Advance(c.Fixture.RequestTimeout + TimeSpan.FromSeconds(1));
                await Task.WhenAny(fault, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, c.Ct));
            }

            c.True((await fault).Kind == FaultKind.Transient, $"A target that stays silent gives {(await fault).Kind}, not Transient.");
        }),
    ];

    private static HashSet<string> Secrets(CheckContext c, Connected on) =>
        [.. on.Line.Requests.Select(request => request.Headers.GetValueOrDefault(c.Fixture.SecretHeader)).OfType<string>()];
}
