namespace ErpSync.Finance.Journal;

/// <summary>A journal by its event and document type.</summary>
/// <param name="Event">Event id.</param>
/// <param name="Doc">Document type.</param>
public sealed record JournalRef(string Event, string Doc);
