namespace ErpSync.Sandbox;

/// <summary>What a sandbox decided to do to one request.</summary>
public enum SandboxFault
{
    /// <summary>Answer normally.</summary>
    None,

    /// <summary>Do the work, then cut the connection.</summary>
    LostResponse,

    /// <summary>Cut the connection before the work.</summary>
    LostRequest,

    /// <summary>Answer with a 5xx status before the work.</summary>
    ServerError,

    /// <summary>Answer as if the rate limit were used up.</summary>
    Throttle,

    /// <summary>Answer a write with a conflict.</summary>
    Conflict,

    /// <summary>Answer a list from an older state.</summary>
    StaleRead,
}
