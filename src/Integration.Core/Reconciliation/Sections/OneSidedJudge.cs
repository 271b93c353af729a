using ErpSync.Reconciliation.Matching;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Which difference a record shows that only one side has: the first rule that fits.</summary>
internal sealed class OneSidedJudge(ReconciliationSection section, RunContext context)
{
    public ReconciliationBreak Repeated(Candidate source) =>
        Break(source, BreakClass.Duplicate, BreakSubclasses.DoubleDelivery, BreakAction.None, 0m) with { Amount = Math.Abs(source.Amount), Status = BreakStatus.NoActionNeeded };

    public ReconciliationBreak Repeated(RepeatedTarget repeated)
    {
        var found = repeated.IsConflict
            ? Break(repeated.Later, BreakClass.Integrity, BreakSubclasses.PayloadConflict, BreakAction.AskPerson, repeated.Later.Amount)
            : Break(repeated.Later, BreakClass.Duplicate, BreakSubclasses.DoubleDocument, BreakAction.ProposeReversal, repeated.Later.Amount);
        return found with { Evidence = PairedJudge.Ids([repeated.First, repeated.Later]) };
    }

    public ReconciliationBreak SourceOnly(Candidate source)
    {
        var age = context.Age(source.Date);
        var isWithin = age <= Deadline();
        var (kind, subclass, action) = source switch
        {
            _ when section == ReconciliationSection.RefundGoods => isWithin
                ? (BreakClass.Timing, BreakSubclasses.InTransit, BreakAction.CarryForward)
                : (BreakClass.Missing, BreakSubclasses.NotPosted, BreakAction.Investigate),
            { Flow.ParkedCode: { } code } => (BreakClass.Mapping, code, BreakAction.Remap),
            { IsUnmapped: true } => (BreakClass.Mapping, BreakSubclasses.UnmappedAccount, BreakAction.Remap),
            { IsPending: true } => (BreakClass.Timing, BreakSubclasses.Pending, BreakAction.CarryForward),
            _ when isWithin => (BreakClass.Timing, section == ReconciliationSection.Bank ? BreakSubclasses.InTransit : BreakSubclasses.Pending, BreakAction.CarryForward),
            _ when section == ReconciliationSection.Bank => (BreakClass.Missing, BreakSubclasses.NotImported, BreakAction.Rerun),
            { Flow.IsImported: false } => (BreakClass.Missing, BreakSubclasses.NotImported, BreakAction.Rerun),
            { Flow.IsExported: false } => (BreakClass.Missing, BreakSubclasses.NotExported, BreakAction.Rerun),
            _ => (BreakClass.Missing, BreakSubclasses.NotPosted, BreakAction.Rerun),
        };
        var found = Break(source, kind, subclass, action, -source.Expected);
        var isOverdue = kind == BreakClass.Timing && section != ReconciliationSection.RefundGoods && source.IsPending && age > context.Settings.Deadlines.Pending;
        return isOverdue ? found with { Status = BreakStatus.Escalated } : found;
    }

    public ReconciliationBreak TargetOnly(Candidate target)
    {
        var found = Break(target, BreakClass.Missing, BreakSubclasses.OrphanInTarget, BreakAction.Investigate, target.Amount);
        if (section == ReconciliationSection.Bank)
        {
            return found with { Class = BreakClass.Unexplained, Subclass = BreakSubclasses.None, Action = BreakAction.AskPerson };
        }

        if (target.CreatedBy is { } who)
        {
            return found with { Class = BreakClass.Override, Subclass = BreakSubclasses.ManualJournal, Cause = who, Action = context.Settings.Ownership.Documents };
        }

        if (IsOfDeletedOrder(target))
        {
            return found with { Subclass = BreakSubclasses.DeletedAtSource };
        }

        return AwaitsSource(target)
            ? found with { Class = BreakClass.Timing, Subclass = BreakSubclasses.Pending, Action = BreakAction.CarryForward, Status = BreakStatus.CarriedForward }
            : found;
    }

    private bool IsOfDeletedOrder(Candidate target) =>
        target.Links.Select(static link => link.Split('/')[0]).Append(target.Reference).OfType<string>().Any(number => context.Order(number)?.DeletedAt is not null);

    private bool AwaitsSource(Candidate target) => section switch
    {
        ReconciliationSection.RefundDocument => context.Age(target.Date) <= context.Settings.Deadlines.RefundCash,
        ReconciliationSection.RefundGoods => context.Age(target.Date) <= context.Settings.Deadlines.RefundAfterReceipt,
        _ => false,
    };

    private int Deadline() => section switch
    {
        ReconciliationSection.OrderInvoice => context.Settings.Deadlines.Invoice,
        ReconciliationSection.PaymentReceipt => context.Settings.Deadlines.Receipt,
        ReconciliationSection.Transactions => context.Settings.Deadlines.Clearing,
        ReconciliationSection.Bank => context.Settings.Deadlines.Bank,
        ReconciliationSection.RefundDocument => context.Settings.Deadlines.CreditMemo,
        _ => context.Settings.Deadlines.Goods,
    };

    private ReconciliationBreak Break(Candidate item, BreakClass kind, string subclass, BreakAction action, decimal difference) => new()
    {
        Section = section,
        Key = item.Id,
        Class = kind,
        Subclass = subclass,
        Amount = Math.Abs(difference),
        Difference = difference,
        Unit = item.Unit,
        AgeDays = context.Age(item.Date),
        Action = action,
        Status = kind == BreakClass.Timing ? BreakStatus.CarriedForward : BreakStatus.Open,
        Evidence = [item.Id],
    };
}
