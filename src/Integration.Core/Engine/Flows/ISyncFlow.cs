using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// Keeps one kind of record in step: knows where its records come from, reads them together with what is known about them, and plans the difference.
/// Derive from <see cref="SyncFlow{TReading}"/>.
/// </summary>
public interface ISyncFlow
{
    /// <summary>Name of the flow, unique in the host, for example <c>orders:shop-eu</c>. It is stored: never rename it while there is open work.</summary>
    string Name { get; }

    /// <summary>Connection whose records it follows.</summary>
    string SourceConnection { get; }

    /// <summary>Entity of that connection it follows; empty for a flow that only answers the follow-ups of other flows.</summary>
    string SourceEntity { get; }

    /// <summary>
    /// True when changed records are also found by sweeps, if the connection can list them (<see cref="Connectors.ReadModes.Delta"/> or
    /// <see cref="Connectors.ReadModes.Snapshot"/>); false for flows that only answer signals.
    /// </summary>
    bool IsSwept { get; }

    /// <summary>True when the first sweep begins with what changes from now on; false (default) when it reads everything there is.</summary>
    bool IsSweptFromNow => false;

    /// <summary>
    /// True when (by default not) every record is looked at again once in <see cref="EngineOptions.RefreshInterval"/>, whether or not anything said that it changed: for levels, whose
    /// target may have been changed without a trace.
    /// </summary>
    bool IsRefreshed => false;

    /// <summary>Id of the subject under which a record is worked, so that every signal for the record meets the same one. Default: the record's id.</summary>
    /// <param name="id">Id of the record, as a signal names it.</param>
    string SubjectOf(string id) => id;

    /// <summary>Most subjects for one <see cref="PlanAsync"/>.</summary>
    int MaxBatchSize { get; }

    /// <summary>Reads and plans. Writes nothing anywhere.</summary>
    /// <param name="heads">Subjects; each gets exactly one plan.</param>
    /// <param name="now">Instant of the planning.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="Connectors.ConnectorException">The whole batch could not be read.</exception>
    ValueTask<IReadOnlyList<SubjectPlan>> PlanAsync(IReadOnlyList<SubjectHead> heads, DateTimeOffset now, CancellationToken ct);
}
