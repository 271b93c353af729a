namespace ErpSync.Reconciliation.Records;

/// <summary>How far a record came on its way to the target, so that a missing document names the step that did not happen.</summary>
/// <param name="IsImported">False when it was never read from the source.</param>
/// <param name="IsExported">False when it was read and never sent.</param>
/// <param name="ParkedCode">Code of the mapping gap it is parked with, or null.</param>
public sealed record FlowProgress(bool IsImported = true, bool IsExported = true, string? ParkedCode = null)
{
    /// <summary>Every step happened.</summary>
    public static FlowProgress Done { get; } = new();
}
