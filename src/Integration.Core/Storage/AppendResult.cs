namespace ErpSync.Storage;

/// <summary>What became of an appended signal.</summary>
/// <param name="Sequence">Its number within the store, growing in the order of acceptance per subject; 0 for a duplicate.</param>
/// <param name="IsDuplicate">True when it had been accepted before; nothing was changed.</param>
public readonly record struct AppendResult(long Sequence, bool IsDuplicate);
