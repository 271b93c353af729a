namespace ErpSync.Ownership;

/// <summary>One side of a hand-off.</summary>
/// <param name="System">The owner.</param>
/// <param name="Sequence">Its number: the last one the old owner gave, or the one the new owner starts from; null when not known.</param>
public sealed record HandOffSide(string System, long? Sequence);
