using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Stages;

internal sealed class CompanyDates : IDocumentDates
{
    public DateOnly DayOf(DateTimeOffset instant, DocumentSettings settings) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, settings.CompanyTimeZone).DateTime);

    public DateOnly PostingDate(DateOnly documentDate, DateTimeOffset now, DocumentSettings settings)
    {
        var date = settings.PostingDate == PostingDatePolicy.Today ? DayOf(now, settings) : documentDate;
        return settings.PostingAllowedFrom is { } first && first > date ? first : date;
    }
}
