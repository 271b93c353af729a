using System.Globalization;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Where a journal may be posted, judged at the instant it became known.</summary>
internal sealed class PeriodRules(FinanceSetup setup)
{
    private static readonly string[] Adjusting =
        ["Recognition", "Breakage", "Revaluation", "RevaluationReversal", "CostReclass", "ReturnWindowClose", "ReturnAssetRelease"];

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, setup.TimeZone).DateTime);

    /// <summary>Last day of a period by its id; a calendar month without a calendar.</summary>
    public DateOnly LastDay(string period) =>
        setup.Calendar is null
            ? DateOnly.ParseExact(period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1)
            : (setup.Calendar.FirstOrDefault(known => known.Id == period) ?? throw new RefusedException("NoPeriod")).To;

    public JournalEntry Date(JournalEntry journal, DateTimeOffset recordedAt, string? permission)
    {
        if (setup.Calendar is not { } calendar)
        {
            return journal with { PostingDate = journal.DocumentDate };
        }

        var period = At(calendar, journal.DocumentDate) ?? throw new RefusedException("NoPeriod");
        if (Takes(period, journal, recordedAt))
        {
            return journal with { PostingDate = journal.DocumentDate };
        }

        switch (setup.Policies.ClosedPeriod)
        {
            case ClosedPeriodPolicy.ForceWithPermission when permission == "ForcePosting":
                return journal with { PostingDate = journal.DocumentDate, IsForced = true };
            case ClosedPeriodPolicy.NextOpenPeriod:
                return journal with { PostingDate = NextOpen(calendar, journal, recordedAt), LateFor = period.Id };
            default:
                throw new RefusedException("PeriodClosed");
        }
    }

    private DateOnly NextOpen(IReadOnlyList<FinancePeriod> calendar, JournalEntry journal, DateTimeOffset recordedAt)
    {
        var recorded = DayOf(recordedAt);
        if (At(calendar, recorded) is { } current && Takes(current, journal, recordedAt))
        {
            return recorded;
        }

        return calendar.Where(period => period.From > recorded && Takes(period, journal, recordedAt)).OrderBy(static period => period.From).FirstOrDefault()?.From
            ?? throw new RefusedException("NoOpenPeriod");
    }

    private static FinancePeriod? At(IReadOnlyList<FinancePeriod> calendar, DateOnly date) =>
        calendar.FirstOrDefault(period => period.From <= date && date <= period.To);

    private static bool Takes(FinancePeriod period, JournalEntry journal, DateTimeOffset at) =>
        !(period.HardClosedAt <= at)
        && !(period.TaxLockedAt <= at && HasTax(journal))
        && !(period.SoftClosedAt <= at && !Adjusting.Contains(journal.Doc));

    private static bool HasTax(JournalEntry journal) =>
        journal.TaxEntries.Count > 0
        || journal.Lines.Any(static line => line.Role is AccountRole.OutputTax or AccountRole.InputTax or AccountRole.FacilitatorTaxWash);
}
