using ErpSync.Finance.Journal;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Live;

/// <summary>What roundings can explain between a journal of an order and the documents that the ERP made of it.</summary>
internal static class JournalRoundings
{
    private const decimal SmallestAmount = 0.01m;

    /// <summary>Each line was rounded once on both sides, and each tax once more.</summary>
    public static int Of(JournalEntry journal) =>
        journal.Lines.Select(static line => line.Dimensions.Line).OfType<string>().Distinct(StringComparer.Ordinal).Count() + (2 * journal.TaxEntries.Count);

    /// <summary>Half a minor unit per rounding; the cap counts for each document with tax.</summary>
    public static decimal Tolerance(IEnumerable<JournalEntry> journals, ReconciliationScope scope, ReconciliationSettings settings)
    {
        var documents = journals.Where(static journal => journal.TaxEntries.Count > 0).ToList();
        return Sections.Tolerance.Of(MinorUnit(scope, settings), documents.Sum(Of), settings.RoundingCap * documents.Count);
    }

    /// <summary>Smallest amount of the currency of the books.</summary>
    public static decimal MinorUnit(ReconciliationScope scope, ReconciliationSettings settings) => settings.MinorUnits.GetValueOrDefault(scope.BookCurrency, SmallestAmount);
}
