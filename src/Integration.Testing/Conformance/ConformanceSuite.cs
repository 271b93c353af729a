using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>
/// The connector contract as tests that need no test framework. Every check gets a fixture of its own; nothing is shared and nothing waits for real time.
/// </summary>
public static class ConformanceSuite
{
    private static readonly string[] Groups = ["DES", "CON", "SRC", "CHK", "SNK", "IDM", "FLT", "THR", "CAN", "CCY", "WHK", "FID", "VER", "OBS"];

    /// <summary>All checks, in the order of the report.</summary>
    public static IReadOnlyList<ConformanceCheck> Checks { get; } = [.. InAnyOrder().OrderBy(check => Array.IndexOf(Groups, check.Id[..3])).ThenBy(check => check.Id, StringComparer.Ordinal)];
    /// <summary>Runs the suite.</summary>
    /// <param name="create">Makes a fixture over an empty target; called once for every check and entity.</param>
    /// <param name="options">What to run; null for everything.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>One result per check and entity. A broken rule is a result, never an exception.</returns>
    public static async Task<ConformanceReport> RunAsync(
        Func<ValueTask<ConformanceFixture>> create, ConformanceOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        options ??= new ConformanceOptions();
        string name;
        ConnectorDescriptor descriptor;
        List<ConformanceTarget> targets;
        await using (var first = await create())
        {
            name = first.Name;
            await using var context = new CheckContext(first, null, null, ct);
            descriptor = (await context.ConnectAsync()).Connector.Descriptor;
            targets = [.. Checks.Where(check => options.Checks?.Contains(check.Id) != false).SelectMany(check => Targets(check, first))
                .Where(target => target.Entity is null || options.Entities?.Contains(target.Entity) != false)];
        }

        var results = new List<ConformanceResult>(targets.Count);
        foreach (var target in targets)
        {
            results.Add(await RunAsync(target, create, options, ct));
        }

        return new ConformanceReport(name, descriptor, results);
    }

    private static IEnumerable<ConformanceCheck> InAnyOrder() =>
    [
        .. DescriptorChecks.All, .. ConnectionChecks.All, .. ReadingChecks.All, .. MovingTargetChecks.All, .. WindowChecks.All, .. CheckpointChecks.All,
        .. BatchChecks.All, .. IdempotencyChecks.All, .. WriteChecks.All, .. FaultChecks.All, .. ThrottleChecks.All, .. CancellationChecks.All,
        .. IsolationChecks.All, .. WebhookChecks.All, .. MoneyChecks.All, .. FidelityChecks.All, .. VersionChecks.All, .. ObservationChecks.All,
    ];

    private static IEnumerable<ConformanceTarget> Targets(ConformanceCheck check, ConformanceFixture fixture) => check.Scope switch
    {
        ConformanceScope.Source => fixture.Sources.Select(source => new ConformanceTarget(check, source.Entity)),
        ConformanceScope.Sink => fixture.Sinks.Select(sink => new ConformanceTarget(check, sink.Entity)),
        ConformanceScope.Webhooks when fixture.Webhooks is null => [],
        _ => [new ConformanceTarget(check, null)],
    };

    private static async Task<ConformanceResult> RunAsync(
        ConformanceTarget target, Func<ValueTask<ConformanceFixture>> create, ConformanceOptions options, CancellationToken ct)
    {
        var result = new ConformanceResult(target.Check, target.Entity, ConformanceOutcome.Passed, null);
        await using var fixture = await create();
        if (fixture.Reasons.TryGetValue(result.Key, out var reason) || fixture.Reasons.TryGetValue(target.Check.Id, out reason))
        {
            return string.IsNullOrWhiteSpace(reason)
                ? result with { Outcome = ConformanceOutcome.Failed, Reason = "It is skipped without a reason: write one, or let it run." }
                : result with { Outcome = ConformanceOutcome.Skipped, Reason = reason };
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var context = new CheckContext(
            fixture,
            target.Check.Scope == ConformanceScope.Source ? fixture.Sources.First(source => source.Entity == target.Entity) : null,
            target.Check.Scope == ConformanceScope.Sink ? fixture.Sinks.First(sink => sink.Entity == target.Entity) : null,
            limit.Token);
        try
        {
            await target.Check.Run(context).WaitAsync(options.CheckLimit, TimeProvider.System, ct);
            return result with { Reason = context.Note };
        }
        catch (NotApplicableException exception)
        {
            return result with { Outcome = ConformanceOutcome.NotApplicable, Reason = exception.Message };
        }
        catch (TimeoutException)
        {
            return result with { Outcome = ConformanceOutcome.Failed, Reason = "The check did not end within its limit: something waits for real time or for ever." };
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return result with { Outcome = ConformanceOutcome.Failed, Reason = exception is CheckFailedException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}" };
        }
        finally
        {
            await limit.CancelAsync();
            await context.DisposeAsync();
        }
    }
}
