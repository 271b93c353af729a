namespace ErpSync.Connectors;

/// <summary>Kinds of fault; each has one default answer of the engine.</summary>
public enum FaultKind
{
    /// <summary>Passing: 5xx, reset, DNS. Durable backoff with jitter, then a case.</summary>
    Transient,

    /// <summary>The rate limit is used up. The connection's budget pauses; no attempt is counted.</summary>
    Throttled,

    /// <summary>
    /// Token or permission refused. The connection's circuit opens with one case; it resumes when the check is well. What is refused again though the check is well lacks a
    /// permission: it rests alone, with one case, and is tried again from time to time.
    /// </summary>
    Unauthorized,

    /// <summary>Somebody else changed the record. Read again and plan again once, then a case.</summary>
    Conflict,

    /// <summary>The content is not acceptable: a field is wrong. A case at once.</summary>
    Invalid,

    /// <summary>Something it refers to is not there yet. Wait for it, with a deadline.</summary>
    MissingDependency,

    /// <summary>A business rule refuses: closed period, blocked customer. A case at once.</summary>
    Rejected,

    /// <summary>The remote schema is not the known one. The flow stops after the page with one case.</summary>
    SchemaChanged,

    /// <summary>An unhandled exception in a connector or planner. A case grouped by type and top frames.</summary>
    Bug,
}
