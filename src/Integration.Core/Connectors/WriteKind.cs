namespace ErpSync.Connectors;

/// <summary>What a write intends.</summary>
public enum WriteKind
{
    /// <summary>A new record.</summary>
    Create,

    /// <summary>A change of an existing record to the given content.</summary>
    Update,

    /// <summary>Removal or cancellation.</summary>
    Delete,

    /// <summary>An absolute quantity.</summary>
    Set,

    /// <summary>A relative quantity.</summary>
    Adjust,
}
