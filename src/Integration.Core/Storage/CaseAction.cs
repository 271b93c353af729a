namespace ErpSync.Storage;

/// <summary>What a person can do with a case.</summary>
public enum CaseAction
{
    /// <summary>Try again from fresh state. The case stays open until it works.</summary>
    Retry,

    /// <summary>Settled outside ErpSync.</summary>
    Resolve,

    /// <summary>Leave it as it is.</summary>
    Ignore,
}
