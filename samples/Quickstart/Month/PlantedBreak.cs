using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Results;

namespace Quickstart.Month;

/// <summary>A difference that was put into the month on purpose.</summary>
/// <param name="Kind">What was done, for people.</param>
/// <param name="Section">Section that must report it.</param>
/// <param name="Key">Key it must have.</param>
/// <param name="Class">Class it must have.</param>
/// <param name="Subclass">Finer class it must have.</param>
internal sealed record PlantedBreak(string Kind, ReconciliationSection Section, string Key, BreakClass Class, string Subclass)
{
    /// <summary>What a reported break must equal.</summary>
    public string Name => $"{Section}:{Key}:{Class}/{Subclass}";

    /// <summary>The same of a reported break.</summary>
    public static string NameOf(ReconciliationBreak found) => $"{found.Section}:{found.Key}:{found.Class}/{found.Subclass}";
}
