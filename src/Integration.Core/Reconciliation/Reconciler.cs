using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation;

/// <summary>Compares two sides and gives every difference a name. Pure: no I/O, no clock, no chance. Thread-safe.</summary>
public static class Reconciler
{
    /// <summary>Every section, in order.</summary>
    public static IReadOnlyList<ReconciliationSection> AllSections { get; } = Enum.GetValues<ReconciliationSection>();

    /// <summary>Reconciles records that are in memory.</summary>
    /// <param name="scope">What the run is about.</param>
    /// <param name="records">Records of both sides.</param>
    /// <param name="sections">Sections to run, in any order; null for all.</param>
    /// <param name="settings">Tolerances, deadlines and limits; null for the defaults.</param>
    public static ReconciliationReport Run(
        ReconciliationScope scope, ReconciliationRecords records, IEnumerable<ReconciliationSection>? sections = null, ReconciliationSettings? settings = null)
    {
        var session = new ReconciliationSession(scope, sections, settings);
        session.Add(records);
        return session.Complete();
    }
}
