namespace ErpSync.Sandbox;

/// <summary>
/// How often a sandbox misbehaves. Every rate is a probability between 0 and 1 per request (or per webhook delivery);
/// 0, the default, means never. The same <see cref="Seed"/> and the same sequence of requests give the same faults.
/// </summary>
public sealed record SandboxFaultOptions
{
    /// <summary>No faults at all.</summary>
    public static SandboxFaultOptions None { get; } = new();

    /// <summary>A rough day: every kind of fault at a few percent.</summary>
    /// <param name="seed">Seed of the fault sequence.</param>
    public static SandboxFaultOptions Chaos(int seed) => new()
    {
        Seed = seed,
        LostResponse = 0.02,
        LostRequest = 0.01,
        ServerError = 0.02,
        Throttle = 0.03,
        Conflict = 0.02,
        StaleRead = 0.02,
        WebhookDrop = 0.10,
        WebhookDuplicate = 0.10,
        WebhookDelay = 0.10,
        WebhookReorder = 0.10,
    };

    /// <summary>Seed of the fault sequence. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The work is done and committed, then the connection is cut before the answer.</summary>
    public double LostResponse { get; init; }

    /// <summary>The connection is cut before any work is done.</summary>
    public double LostRequest { get; init; }

    /// <summary>HTTP 500, 502, 503 or 504 (503 with <c>Retry-After</c>) before any work is done.</summary>
    public double ServerError { get; init; }

    /// <summary>The system's own throttling answer although budget is left.</summary>
    public double Throttle { get; init; }

    /// <summary>A write is refused as a lock conflict or stale version although it was not.</summary>
    public double Conflict { get; init; }

    /// <summary>A search or list answers from a replica that misses the newest changes.</summary>
    public double StaleRead { get; init; }

    /// <summary>A webhook delivery is never sent.</summary>
    public double WebhookDrop { get; init; }

    /// <summary>A webhook delivery is sent twice.</summary>
    public double WebhookDuplicate { get; init; }

    /// <summary>A webhook delivery is held back for a while.</summary>
    public double WebhookDelay { get; init; }

    /// <summary>A webhook delivery changes places with the next one.</summary>
    public double WebhookReorder { get; init; }
}
