using ErpSync.Connectors;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>A flow in two halves: reading, which does I/O in batches, and planning, which is pure.</summary>
/// <typeparam name="TReading">What the planner needs to know about one subject.</typeparam>
public abstract class SyncFlow<TReading> : ISyncFlow
    where TReading : class
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string SourceConnection { get; }

    /// <inheritdoc/>
    public abstract string SourceEntity { get; }

    /// <inheritdoc/>
    public virtual bool IsSwept => true;

    /// <inheritdoc/>
    public virtual bool IsSweptFromNow => false;

    /// <inheritdoc/>
    public virtual bool IsRefreshed => false;

    /// <inheritdoc/>
    public virtual int MaxBatchSize => 50;

    /// <inheritdoc/>
    public virtual string SubjectOf(string id) => id;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SubjectPlan>> PlanAsync(IReadOnlyList<SubjectHead> heads, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var readings = await ReadAsync(heads, ct).ConfigureAwait(false);
        return [.. heads.Select((head, index) => PlanOne(head, readings[index], now))];
    }

    /// <summary>Reads what the planner needs, batched.</summary>
    /// <param name="heads">Subjects.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>One reading per head, in the same order.</returns>
    /// <exception cref="ConnectorException">The whole batch could not be read.</exception>
    protected abstract ValueTask<IReadOnlyList<Reading<TReading>>> ReadAsync(IReadOnlyList<SubjectHead> heads, CancellationToken ct);

    /// <summary>Plans one subject. Pure: the same reading and instant give the same plan.</summary>
    /// <param name="head">Subject.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="now">Instant of the planning.</param>
    protected abstract SubjectPlan Plan(SubjectHead head, TReading reading, DateTimeOffset now);

    private SubjectPlan PlanOne(SubjectHead head, Reading<TReading> reading, DateTimeOffset now)
    {
        if (reading.Fault is { } fault)
        {
            return SubjectPlan.Park(fault);
        }

        try
        {
            return reading.Value is { } value ? Plan(head, value, now) : SubjectPlan.Settled;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One record that a planner cannot digest must not hold up the others of its batch.
            return SubjectPlan.Park(Faults.BugOf(exception, $"Planning {head.Subject.Id} in flow {Name}"));
        }
    }
}
