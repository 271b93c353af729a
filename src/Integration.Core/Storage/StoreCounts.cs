namespace ErpSync.Storage;

/// <summary>Counts at one instant. <c>Accepted = Applied + Unchanged + Superseded + Waiting + Cased</c> always holds.</summary>
/// <param name="Accepted">Signals accepted, duplicates not counted; pruned ones stay counted.</param>
/// <param name="Applied">Something was written.</param>
/// <param name="Unchanged">Nothing was to be done.</param>
/// <param name="Superseded">Covered by a newer signal.</param>
/// <param name="Waiting">Queued, being written or waiting.</param>
/// <param name="Cased">In front of a person.</param>
/// <param name="OpenCases">Open cases.</param>
/// <param name="PendingEffects">Effects not done.</param>
/// <param name="OldestWaiting">Acceptance time of the oldest waiting signal, or null.</param>
public sealed record StoreCounts(
    long Accepted, long Applied, long Unchanged, long Superseded, long Waiting, long Cased, long OpenCases, long PendingEffects, DateTimeOffset? OldestWaiting);
