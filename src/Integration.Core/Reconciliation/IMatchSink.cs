using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation;

/// <summary>Takes matches as they are found, so that a run does not keep them. Called by one thread at a time.</summary>
public interface IMatchSink
{
    /// <summary>Takes a match; the order is not defined.</summary>
    /// <param name="match">The match.</param>
    void Add(ReconciliationMatch match);
}
