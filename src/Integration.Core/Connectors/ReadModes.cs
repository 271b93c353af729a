namespace ErpSync.Connectors;

/// <summary>Ways a connection can read an entity.</summary>
[Flags]
public enum ReadModes
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By id.</summary>
    ById = 1,

    /// <summary>Everything.</summary>
    Snapshot = 2,

    /// <summary>What changed since a checkpoint.</summary>
    Delta = 4,

    /// <summary>Deletions are reported.</summary>
    Deletes = 8,

    /// <summary>Changes are notified.</summary>
    Webhooks = 16,
}
