using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class ConnectionChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("CON-01", Required, ConformanceScope.Connector, "valid settings are Ok", async c =>
        {
            var report = await (await c.ConnectAsync()).Connector.CheckAsync(c.Ct);
            c.True(report.State == ConnectionState.Ok, $"The state is {report.State}: {string.Join(' ', report.Findings.Select(finding => finding.Message))}");
        }),
        new("CON-02", Required, ConformanceScope.Connector, "a wrong secret, host or company is told apart, each with a hint", async c =>
        {
            await StateAsync(c, ConnectionSettings.WrongSecret, ConnectionState.Unauthorized);
            await StateAsync(c, ConnectionSettings.WrongHost, ConnectionState.Unreachable);
            await StateAsync(c, ConnectionSettings.WrongCompany, ConnectionState.Misconfigured);
        }),
        new("CON-03", Certified, ConformanceScope.Connector, "a check changes nothing and costs few requests", async c =>
        {
            var on = await c.ConnectAsync();
            var before = c.Fixture.Fingerprint();
            await on.Connector.CheckAsync(c.Ct);
            var requests = on.Line.Requests;
            c.True(requests.Count > 0, "The check asked the target nothing.");
            c.True(requests.Count <= c.Fixture.MostCheckRequests, $"The check cost {requests.Count} requests; the fixture allows {c.Fixture.MostCheckRequests}.");
            c.True(!requests.Any(c.Fixture.IsWrite), "The check sent a request that writes.");
            c.True(before == c.Fixture.Fingerprint(), "The check changed the target's books.");
        }),
        new("CON-04", Certified, ConformanceScope.Connector, "a missing permission is named", async c =>
        {
            var permission = c.Fixture.MissingPermission ?? throw c.NotArranged(nameof(ConformanceFixture.MissingPermission));
            var report = await (await c.ConnectAsync(ConnectionSettings.MissingPermission)).Connector.CheckAsync(c.Ct);
            c.True(report.State != ConnectionState.Ok, "The state is Ok without the permission.");
            c.True(report.Findings.Any(finding => finding.Message.Contains(permission, StringComparison.Ordinal)), $"No finding names '{permission}': {string.Join(' ', report.Findings.Select(finding => finding.Message))}");
        }),
        new("CON-05", Certified, ConformanceScope.Connector, "bad options fail when the connection is built, by the option's name", c =>
        {
            var options = c.Fixture.InvalidOptions;
            c.True(options.Count > 0, c.NotArranged(nameof(ConformanceFixture.InvalidOptions)).Message);
            foreach (var option in options)
            {
                Exception? thrown = null;
                try
                {
                    option.Build();
                }
                catch (Exception exception)
                {
                    thrown = exception;
                }

                c.True(thrown is not null, $"A bad {option.Option} was accepted.");
                c.True(thrown.Message.Contains(option.Option, StringComparison.Ordinal), $"The refusal of a bad {option.Option} does not say its name: {thrown.Message}");
            }

            return Task.CompletedTask;
        }),
    ];

    private static async Task StateAsync(CheckContext c, ConnectionSettings settings, ConnectionState wanted)
    {
        var on = await c.ConnectAsync(settings);
        if (settings == ConnectionSettings.WrongHost)
        {
            on.Line.Inject(new TransportFault.Refused(), times: int.MaxValue);
        }

        ConnectionReport report;
        try
        {
            report = await on.Connector.CheckAsync(c.Ct);
        }
        catch (Exception exception) when (!c.Ct.IsCancellationRequested)
        {
            throw c.Fail($"{settings}: the check threw {exception.GetType().Name}; it answers with a state.");
        }

        c.True(report.State == wanted, $"{settings}: the state is {report.State}, it should be {wanted}.");
        c.True(report.Findings.Count > 0 && report.Findings.All(finding => finding.Code.Length > 0 && finding.Message.Length > 0), $"{settings}: the findings do not say what is wrong.");
        c.True(report.Findings.Any(finding => !string.IsNullOrWhiteSpace(finding.Hint)), $"{settings}: no finding says what to do.");
        foreach (var finding in report.Findings)
        {
            c.Clean(finding.Message + finding.Hint, $"{settings}: a finding");
        }
    }
}
