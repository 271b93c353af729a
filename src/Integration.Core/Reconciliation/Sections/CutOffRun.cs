using System.Globalization;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Events against their posting dates around the end of the period.</summary>
internal sealed class CutOffRun(RunContext context) : SectionRun(ReconciliationSection.CutOff, context)
{
    public override void Add(ReconciliationRecords slice)
    {
        foreach (var item in slice.Events)
        {
            Judge(item, item.On ?? Context.LocalDate(item.At ?? item.RecordedAt));
        }
    }

    private void Judge(PostedEvent item, DateOnly date)
    {
        if (Context.IsInPeriod(date) && item.RecordedAt > Context.Scope.ClosedAt)
        {
            if (item.PostedOn is { } posted && Context.IsInPeriod(posted))
            {
                Findings.Loose(Found(item, date, BreakClass.Override, BreakSubclasses.ForcedPost, BreakAction.AskPerson) with { Cause = item.By });
                return;
            }

            Findings.Loose(Found(item, date, BreakClass.Timing, BreakSubclasses.LateEvent, BreakAction.CarryForward));
            Findings.LateList.Add(new LateEntry(item.Id, date.ToString("yyyy-MM", CultureInfo.InvariantCulture), item.PostedOn));
        }
        else if (item.PostedOn is { } posted && Context.IsInPeriod(posted) != Context.IsInPeriod(date))
        {
            Findings.Loose(Found(item, date, BreakClass.Timing, BreakSubclasses.CutOff, BreakAction.CarryForward));
        }
    }

    private ReconciliationBreak Found(PostedEvent item, DateOnly date, BreakClass kind, string subclass, BreakAction action) =>
        Break(item.Id, kind, subclass, action, 0m, BalanceUnit.Of(item.Currency), Context.Age(date), item.Id) with { Amount = Math.Abs(item.Amount) };
}
