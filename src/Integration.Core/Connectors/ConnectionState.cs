namespace ErpSync.Connectors;

/// <summary>State of a connection.</summary>
public enum ConnectionState
{
    /// <summary>Works.</summary>
    Ok,

    /// <summary>Works with limits: see the findings.</summary>
    Degraded,

    /// <summary>No answer.</summary>
    Unreachable,

    /// <summary>Token or permission refused.</summary>
    Unauthorized,

    /// <summary>Wrong shop, company or option.</summary>
    Misconfigured,
}
