using ErpSync.Reconciliation.Matching;
using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Sections;

/// <summary>Which difference matched records show: the first rule that fits.</summary>
internal sealed class PairedJudge(ReconciliationSection section, RunContext context)
{
    private readonly bool _hasCutOff = section is not (ReconciliationSection.Bank or ReconciliationSection.RefundGoods);

    public static IReadOnlyList<string> Ids(IEnumerable<Candidate> items) => [.. items.Select(static item => item.Id).Order(StringComparer.Ordinal)];

    public ReconciliationBreak Ambiguous(Pairing pairing) => new()
    {
        Section = section,
        Key = Ids(pairing.Targets)[0],
        Class = BreakClass.Ambiguous,
        Subclass = $"Pass{pairing.Pass}",
        Amount = pairing.Targets.Sum(static target => Math.Abs(target.Amount)),
        Difference = Difference(pairing),
        Unit = pairing.Targets[0].Unit,
        AgeDays = context.Age(pairing.Sources.Concat(pairing.Targets).Min(static item => item.Date)),
        Action = BreakAction.AskPerson,
        Evidence = Ids([.. pairing.Sources, .. pairing.Targets]),
    };

    public ReconciliationBreak? Judge(Pairing pairing)
    {
        var difference = Difference(pairing);
        var found = Empty(pairing) with { Amount = Math.Abs(difference), Difference = difference };
        if (section == ReconciliationSection.OrderInvoice && pairing.Sources.Any(static source => source.IsUnshipped))
        {
            return found with { Class = BreakClass.Integrity, Subclass = BreakSubclasses.InvoicedUnshipped, Action = BreakAction.Investigate };
        }

        if (difference != 0m)
        {
            return Differs(pairing, found);
        }

        return FunctionalDifference(pairing, found) ?? Moved(pairing, found) ?? CutOff(pairing, found);
    }

    private ReconciliationBreak Empty(Pairing pairing) => new()
    {
        Section = section,
        Key = Ids(pairing.Sources)[0],
        Class = BreakClass.Amount,
        Subclass = BreakSubclasses.LineDiff,
        Amount = 0m,
        Difference = 0m,
        Unit = pairing.Sources[0].Unit,
        AgeDays = context.Age(pairing.Sources.Min(static source => source.Date) ?? pairing.Targets.Min(static target => target.Date)),
        Action = BreakAction.AskPerson,
        Evidence = Ids([.. pairing.Sources, .. pairing.Targets]),
    };

    private ReconciliationBreak? FunctionalDifference(Pairing pairing, ReconciliationBreak found)
    {
        if (section != ReconciliationSection.PaymentReceipt || pairing.Sources.Concat(pairing.Targets).Any(static item => item.FunctionalAmount is null))
        {
            return null;
        }

        var difference = pairing.Targets.Sum(static item => item.FunctionalAmount!.Value) - pairing.Sources.Sum(static item => item.FunctionalAmount!.Value);
        if (difference == 0m)
        {
            return null;
        }

        var book = found with { Amount = Math.Abs(difference), Difference = difference, Unit = context.BookUnit };
        return pairing.Sources.Concat(pairing.Targets).All(IsProven)
            ? book with { Subclass = BreakSubclasses.FxRate, Action = BreakAction.PostFxRealised }
            : book with { Cause = "FunctionalAmount" };
    }

    private bool IsProven(Candidate item)
    {
        var minor = context.MinorUnit(context.BookUnit);
        return item.Rate is { } rate && item.FunctionalAmount == decimal.Round(item.Amount * rate / minor, 0, MidpointRounding.AwayFromZero) * minor;
    }

    private ReconciliationBreak? Moved(Pairing pairing, ReconciliationBreak found)
    {
        var tolerance = ToleranceOf(pairing);
        var parts = PartDifferences.Of(pairing).Where(part => Math.Abs(part.Difference) > tolerance).ToList();
        if (parts.Count == 0)
        {
            return null;
        }

        var tax = parts.Find(static part => part.Name == PartNames.Tax);
        return found with
        {
            Class = BreakClass.Mapping,
            Subclass = tax is null ? BreakSubclasses.WrongAccount : BreakSubclasses.TaxCodeMismatch,
            Amount = tax is null ? parts.Max(static part => Math.Abs(part.Difference)) : Math.Abs(tax.Difference),
            Action = BreakAction.Remap,
        };
    }

    private ReconciliationBreak? CutOff(Pairing pairing, ReconciliationBreak found) =>
        _hasCutOff
        && pairing.Sources.Max(static source => source.Date) is { } expected
        && pairing.Targets.Max(static target => target.Date) is { } booked
        && context.IsInPeriod(expected) != context.IsInPeriod(booked)
            ? found with
            {
                Class = BreakClass.Timing,
                Subclass = BreakSubclasses.CutOff,
                Amount = pairing.Targets.Sum(static target => target.Amount),
                Action = BreakAction.CarryForward,
                Status = BreakStatus.CarriedForward,
            }
            : null;

    private ReconciliationBreak Differs(Pairing pairing, ReconciliationBreak found)
    {
        if (Edit(pairing, found.Difference) is { } edit)
        {
            return found with { Cause = "OrderEdited", Action = BreakAction.ProposeEditDocuments, Evidence = [.. found.Evidence.Append(edit).Order(StringComparer.Ordinal)] };
        }

        if (pairing.Targets.OrderBy(static target => target.Id, StringComparer.Ordinal).FirstOrDefault(static target => target.EditedBy is not null) is { EditedBy: { } who })
        {
            return found with { Class = BreakClass.Override, Subclass = BreakSubclasses.ManualEditTarget, Cause = who, Action = context.Settings.Ownership.Documents };
        }

        var tolerance = ToleranceOf(pairing);
        var parts = PartDifferences.Of(pairing).Where(static part => part.Difference != 0m).ToList();
        var only = parts.Count == 1 ? parts[0] : null;
        if (Math.Abs(found.Difference) <= tolerance && parts.TrueForAll(part => Math.Abs(part.Difference) <= tolerance))
        {
            return found with
            {
                Class = BreakClass.Rounding,
                Subclass = only?.Name switch { PartNames.Tax => BreakSubclasses.TaxLineRounding, PartNames.CashRounding => BreakSubclasses.CashRounding, _ => BreakSubclasses.Allocation },
                Action = BreakAction.PostRounding,
            };
        }

        return only switch
        {
            { Found: 0m } => found with { Subclass = BreakSubclasses.PartialMissing, Cause = only.Name },
            { Name: PartNames.Discount } => found with { Subclass = BreakSubclasses.DiscountAllocation },
            { Name: PartNames.Fee } => found with { Subclass = BreakSubclasses.FeeDiff },
            _ => found,
        };
    }

    private string? Edit(Pairing pairing, decimal difference)
    {
        var postedAt = pairing.Targets.Min(static target => target.PostedAt);
        var unit = pairing.Sources[0].Unit;
        return pairing.Sources.Select(static source => source.Reference).OfType<string>().Distinct(StringComparer.Ordinal).Select(context.Order)
            .Where(order => order is not null && BalanceUnit.Of(order.Currency) == unit)
            .SelectMany(static order => order!.Edits)
            .FirstOrDefault(edit => edit.At > postedAt && edit.NewTotal - edit.OldTotal == -difference)?.Id;
    }

    private decimal ToleranceOf(Pairing pairing) =>
        Tolerance.Of(context, pairing.Sources[0].Unit, pairing.Sources.Concat(pairing.Targets).Sum(static item => item.Roundings));

    private static decimal Difference(Pairing pairing) =>
        pairing.Targets.Sum(static target => target.Amount) - pairing.Sources.Sum(static source => source.Expected);
}
