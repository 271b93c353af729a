using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>
/// What the author of an adapter provides: a target of its own for every check, connectors to it, and hands in the target that arrange records and count
/// them. Everything runs on <see cref="Clock"/>. What a fixture cannot arrange needs a written reason in <see cref="Reasons"/>; without one the check fails.
/// </summary>
public abstract class ConformanceFixture : IAsyncDisposable
{
    /// <summary>First instant of every fixture's clock: 24 November 2026, 09:00 UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The clock of target and connector.</summary>
    public ConformanceClock Clock { get; } = new(Start);

    /// <summary>Name of the adapter for the report.</summary>
    public abstract string Name { get; }

    /// <summary>What it reads.</summary>
    public virtual IReadOnlyList<SourceFixture> Sources => [];

    /// <summary>What it writes.</summary>
    public virtual IReadOnlyList<SinkFixture> Sinks => [];

    /// <summary>How it is notified; null when it is not.</summary>
    public virtual WebhookFixture? Webhooks => null;

    /// <summary>Reasons for checks that are not run, by <see cref="ConformanceResult.Key"/> or by the check's id alone. Printed in the report.</summary>
    public virtual IReadOnlyDictionary<string, string> Reasons => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Secrets of the valid and of the wrong settings. They must not appear anywhere.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>Most requests a connection check may cost. Default 5.</summary>
    public virtual int MostCheckRequests => 5;

    /// <summary>How long the connector waits for one answer. Default 100 seconds.</summary>
    public virtual TimeSpan RequestTimeout => TimeSpan.FromSeconds(100);

    /// <summary>Header in which the target names a request; null when it does not.</summary>
    public virtual string? RequestIdHeader => null;

    /// <summary>Header in which the connector sends its secret. Default <c>Authorization</c>.</summary>
    public virtual string SecretHeader => "Authorization";

    /// <summary>The permission that <see cref="ConnectionSettings.MissingPermission"/> leaves out, as a finding must name it; null when this cannot be arranged.</summary>
    public virtual string? MissingPermission => null;

    /// <summary>Bad settings, one for each way they can be bad.</summary>
    public virtual IReadOnlyList<InvalidOption> InvalidOptions => [];

    /// <summary>Errors as the target itself words them, such as a status of 200 with an error inside.</summary>
    public virtual IReadOnlyList<InjectedAnswer> OwnErrors => [];

    /// <summary>The descriptor of the previous release, for the comparison of <c>VER-02</c>; null before the first.</summary>
    public virtual ConnectorDescriptor? PreviousDescriptor => null;

    /// <summary>Connects to the target.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<IConnector> ConnectAsync(ConnectionRequest request, CancellationToken ct);

    /// <summary>Whether a request changes something in the target. Default: every method but GET and HEAD.</summary>
    /// <param name="request">Request.</param>
    public virtual bool IsWrite(LineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Method is not ("GET" or "HEAD");
    }

    /// <summary>A text that changes whenever the target's books change; null when this cannot be had.</summary>
    public virtual string? Fingerprint() => null;

    /// <summary>Ends the target.</summary>
    public abstract ValueTask DisposeAsync();
}
