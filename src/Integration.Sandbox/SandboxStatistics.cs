namespace ErpSync.Sandbox;

/// <summary>What a sandbox counted since it started. Thread-safe.</summary>
public sealed class SandboxStatistics
{
    private long _requests;
    private long _throttled;
    private long _faultsInjected;
    private long _lostResponses;
    private long _webhooksSent;
    private long _points;

    /// <summary>HTTP requests received.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Requests answered with the system's throttling answer, earned or injected.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>Faults injected, of every kind, webhook faults included.</summary>
    public long FaultsInjected => Interlocked.Read(ref _faultsInjected);

    /// <summary>Requests whose work was done but whose answer was cut off.</summary>
    public long LostResponses => Interlocked.Read(ref _lostResponses);

    /// <summary>Webhook deliveries attempted.</summary>
    public long WebhooksSent => Interlocked.Read(ref _webhooksSent);

    /// <summary>Points taken off the rate budget, where the system counts in points (Shopify).</summary>
    public long Points => Interlocked.Read(ref _points);

    internal void CountPoints(int points) => Interlocked.Add(ref _points, points);

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    internal void CountThrottled() => Interlocked.Increment(ref _throttled);

    internal void CountFault() => Interlocked.Increment(ref _faultsInjected);

    internal void CountLostResponse() => Interlocked.Increment(ref _lostResponses);

    internal void CountWebhook() => Interlocked.Increment(ref _webhooksSent);
}
