namespace ErpSync.Connectors;

/// <summary>
/// One connection to one system: one shop, one company. Options, <c>HttpClient</c>, <see cref="TimeProvider"/> and logger come by constructor.
/// A connector never sleeps and never retries: it reports faults, <see cref="Fault.RetryAfter"/> and its rate budget; the engine paces.
/// Implementations are thread-safe.
/// </summary>
public interface IConnector
{
    /// <summary>What this connection is and can do. Constant for the life of the instance.</summary>
    ConnectorDescriptor Descriptor { get; }

    /// <summary>Looks whether the connection works. No side effects; costs at most a few requests.</summary>
    /// <param name="ct">Cancels the check.</param>
    /// <returns>State and findings; never throws for a remote fault.</returns>
    ValueTask<ConnectionReport> CheckAsync(CancellationToken ct);
}
