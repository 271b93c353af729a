using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Limits and times of the engine. Every queue, batch, page and retry has one (G7).</summary>
public sealed class EngineOptions
{
    /// <summary>Workers that read and plan one flow, each on its own part of the lanes. 1 to 64, default 2.</summary>
    public int WorkersPerFlow { get; set; } = 2;

    /// <summary>Dispatchers that write one entity of one connection. 1 to 64, default 4; the connection's own concurrency limit applies on top.</summary>
    public int DispatchersPerSink { get; set; } = 4;

    /// <summary>Most subjects read, planned and committed together. 1 to 1,000, default 100; a source's own limit applies on top.</summary>
    public int PlanBatchSize { get; set; } = 100;

    /// <summary>How often idle workers look for due work that nobody announced. Default 1 second.</summary>
    public TimeSpan IdlePoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often changed records are read beside webhooks. Default 5 minutes.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How often every record of a flow that publishes levels (stock) is compared with its target, though nothing said that it changed. A number that is right is not
    /// written. Default 1 day; counted from the epoch in UTC, so that a restart neither repeats nor skips one.
    /// </summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often the store is pruned. Default 1 hour.</summary>
    public TimeSpan PruneInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long finished things are kept.</summary>
    public RetentionTimes Retention { get; set; } = new();

    /// <summary>
    /// Attempts after a transient fault or unknown outcome before it becomes a case. 1 to 100, default 20: with the pauses below, a system may be away for an hour.
    /// </summary>
    public int MaxAttempts { get; set; } = 20;

    /// <summary>Re-readings after a conflict before it becomes a case. 0 to 100, default 1.</summary>
    public int MaxConflicts { get; set; } = 1;

    /// <summary>First pause after a transient fault; doubles up to <see cref="MaxBackoff"/> with up to a quarter of jitter. Default 2 seconds.</summary>
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause between attempts. Default 5 minutes.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a waiting subject is looked at although nothing was signalled. Default 5 minutes.</summary>
    public TimeSpan WaitPoll { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a subject waits at most before it becomes a case. Default 14 days.</summary>
    public TimeSpan WaitLimit { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long a graceful stop lets calls under way finish. Default 30 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest webhook body. Default 5 MiB.</summary>
    public int MaxWebhookBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>Raises a case when a flow's source has sent nothing for so long; null switches it off. Default null.</summary>
    public TimeSpan? SilenceLimit { get; set; }

    /// <summary>Public address under which webhooks of this host arrive, or null when the host receives none.</summary>
    public Uri? WebhookBaseAddress { get; set; }

    internal IEnumerable<string> Validate()
    {
        if (WorkersPerFlow is < 1 or > 64)
        {
            yield return Broken("ESY2101", nameof(WorkersPerFlow), WorkersPerFlow, "1 to 64");
        }

        if (DispatchersPerSink is < 1 or > 64)
        {
            yield return Broken("ESY2102", nameof(DispatchersPerSink), DispatchersPerSink, "1 to 64");
        }

        if (PlanBatchSize is < 1 or > 1000)
        {
            yield return Broken("ESY2103", nameof(PlanBatchSize), PlanBatchSize, "1 to 1,000");
        }

        if (MaxAttempts is < 1 or > 100)
        {
            yield return Broken("ESY2104", nameof(MaxAttempts), MaxAttempts, "1 to 100");
        }

        if (MaxConflicts is < 0 or > 100)
        {
            yield return Broken("ESY2105", nameof(MaxConflicts), MaxConflicts, "0 to 100");
        }

        foreach (var (name, value) in new[]
        {
            (nameof(IdlePoll), IdlePoll), (nameof(SweepInterval), SweepInterval), (nameof(RefreshInterval), RefreshInterval), (nameof(PruneInterval), PruneInterval), (nameof(FirstBackoff), FirstBackoff),
            (nameof(MaxBackoff), MaxBackoff), (nameof(WaitPoll), WaitPoll), (nameof(WaitLimit), WaitLimit), (nameof(ShutdownTimeout), ShutdownTimeout),
        })
        {
            if (value <= TimeSpan.Zero)
            {
                yield return Broken("ESY2106", name, value, "more than zero");
            }
        }

        if (MaxWebhookBytes < 1024)
        {
            yield return Broken("ESY2107", nameof(MaxWebhookBytes), MaxWebhookBytes, "at least 1,024");
        }

        if (WebhookBaseAddress is { IsAbsoluteUri: false })
        {
            yield return Broken("ESY2108", nameof(WebhookBaseAddress), WebhookBaseAddress, "an absolute address");
        }
    }

    private static string Broken(string code, string option, object value, string limit) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{code}: Engine.{option} is {value}; it must be {limit}. Set it in AddErpSync(sync => sync.Engine(engine => …)).");
}
