namespace ErpSync.Connectors;

/// <summary>Ways a connection can write an entity.</summary>
[Flags]
public enum WriteModes
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>New records.</summary>
    Create = 1,

    /// <summary>Changes of existing records.</summary>
    Update = 2,

    /// <summary>Removal or cancellation.</summary>
    Delete = 4,

    /// <summary>Absolute quantities.</summary>
    Set = 8,

    /// <summary>Relative quantities; only together with <see cref="IdempotencyMode.Native"/>.</summary>
    Adjust = 16,
}
