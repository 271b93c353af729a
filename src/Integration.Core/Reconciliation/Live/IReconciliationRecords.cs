using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Live;

/// <summary>Gives further records to a run: payouts, bank lines, warehouse counts, roll-forwards. Register any number in the host's services.</summary>
public interface IReconciliationRecords
{
    /// <summary>Sections that its records are for; they are run in addition.</summary>
    IReadOnlyCollection<ReconciliationSection> Sections { get; }

    /// <summary>Records as known at the cut-off.</summary>
    /// <param name="scope">Scope of the run.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<ReconciliationRecords> ReadAsync(ReconciliationScope scope, CancellationToken ct);
}
