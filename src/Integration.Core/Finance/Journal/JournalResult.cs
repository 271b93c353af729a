namespace ErpSync.Finance.Journal;

/// <summary>What became of one event.</summary>
/// <param name="Event">Event id.</param>
/// <param name="Outcome">Outcome.</param>
/// <param name="Journals">Journals made.</param>
/// <param name="Exceptions">Codes for a person: why it was refused, or what stands out.</param>
public sealed record JournalResult(string Event, JournalOutcome Outcome, IReadOnlyList<JournalEntry> Journals, IReadOnlyList<string> Exceptions);
