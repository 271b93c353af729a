namespace ErpSync.Ownership;

/// <summary>How often a field is reverted before a person must look. Two systems fighting over a field must not fight for ever.</summary>
public sealed record RevertLimit
{
    /// <summary>Reverts within the window, all targets of the field together. Default 3.</summary>
    public int Count { get; init; } = 3;

    /// <summary>Rolling window; a revert exactly that old no longer counts. Default 24 hours.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);
}
