namespace ErpSync.Connectors;

/// <summary>What went wrong, in a form that a machine can group and a person can act on.</summary>
/// <param name="Kind">Decides what the engine does.</param>
/// <param name="Code">Stable code, for example <c>shopify.throttled</c>: no ids, dates or amounts. Faults are grouped by it, never by text.</param>
/// <param name="Message">One sentence that names the thing and the reason. No secret, no personal data.</param>
public sealed record Fault(FaultKind Kind, string Code, string Message)
{
    /// <summary>What an operator should do, one sentence.</summary>
    public string? Hint { get; init; }

    /// <summary>Path of the field in the canonical record, for example <c>lines[2].sku</c>.</summary>
    public string? Field { get; init; }

    /// <summary>How long to wait, when the remote system said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Id of the connection that answered so. Set by the engine.</summary>
    public string? Connection { get; init; }

    /// <summary>The remote system's id of the failed request.</summary>
    public string? RemoteRequestId { get; init; }
}
