using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Stages;

/// <summary>Turns instants into the days of a document.</summary>
public interface IDocumentDates
{
    /// <summary>Document date of what happened at an instant.</summary>
    /// <param name="instant">When the order, return or refund was made, goods left, or a payment came in or falls due.</param>
    /// <param name="settings">Settings of the run.</param>
    DateOnly DayOf(DateTimeOffset instant, DocumentSettings settings);

    /// <summary>Posting date of a document, of goods that left or of a payment.</summary>
    /// <param name="documentDate">Its document date, or the day on which it happened.</param>
    /// <param name="now">Instant of the run.</param>
    /// <param name="settings">Settings of the run.</param>
    DateOnly PostingDate(DateOnly documentDate, DateTimeOffset now, DocumentSettings settings);
}
