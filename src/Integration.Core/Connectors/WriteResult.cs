namespace ErpSync.Connectors;

/// <summary>What became of one item of a batch.</summary>
/// <param name="ItemId">The item.</param>
public abstract record WriteResult(string ItemId)
{
    /// <summary>The write is in the target.</summary>
    /// <param name="ItemId">The item.</param>
    /// <param name="Ref">The record in the target.</param>
    /// <param name="WasReplay">True when an earlier attempt had already done it.</param>
    public sealed record Applied(string ItemId, RecordRef Ref, bool WasReplay = false) : WriteResult(ItemId);

    /// <summary>The target already was as wanted.</summary>
    /// <param name="ItemId">The item.</param>
    /// <param name="Ref">The record in the target.</param>
    public sealed record Unchanged(string ItemId, RecordRef Ref) : WriteResult(ItemId);

    /// <summary>The write is surely not in the target.</summary>
    /// <param name="ItemId">The item.</param>
    /// <param name="Fault">Why.</param>
    public sealed record Failed(string ItemId, Fault Fault) : WriteResult(ItemId);

    /// <summary>Nobody knows: sent, but not answered. Look up before anything else.</summary>
    /// <param name="ItemId">The item.</param>
    /// <param name="Fault">What happened.</param>
    public sealed record Unknown(string ItemId, Fault Fault) : WriteResult(ItemId);
}
