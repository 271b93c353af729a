namespace ErpSync.Storage;

/// <summary>State of a case.</summary>
public enum CaseState
{
    /// <summary>Somebody must look.</summary>
    Open = 0,

    /// <summary>Settled: by itself, by a retry that worked, or by a person.</summary>
    Resolved = 1,

    /// <summary>A person decided to leave it.</summary>
    Ignored = 2,
}
