using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Order and shipping lines to document lines: target, role, kept value, locations.</summary>
internal static class LineStage
{
    public static void AddComment(PlanRun run, DocumentDraft draft)
    {
        if (run.Settings.OrderNumberComment)
        {
            draft.Lines.Add(DraftLine.Comment("Shop order " + run.Order.Name));
        }
    }

    /// <summary>Charged tax of a line against its rates, on the amounts of the order as placed.</summary>
    public static DocumentHold? CheckTax(PlanRun run, DocumentSubject subject, IEnumerable<SideLine> lines)
    {
        foreach (var line in lines)
        {
            if (!TaxBound.Holds(line.Taxes, line.Displayed, run.Order.TaxesIncluded, run.Currency, out _))
            {
                return HoldFactory.LineTax(subject, line.Id);
            }
        }

        return null;
    }

    public static DocumentHold? CheckShippingTax(PlanRun run, DocumentSubject subject)
    {
        foreach (var line in run.Side.Shipping)
        {
            if (!TaxBound.Holds(line.Taxes, line.Displayed, run.Order.TaxesIncluded, run.Currency, out _))
            {
                return HoldFactory.LineTax(subject, line.Id);
            }
        }

        return null;
    }

    /// <summary>Adds what is left of an order line; a negative sign takes it off a credit memo.</summary>
    public static DocumentHold? Add(PlanRun run, DocumentDraft draft, SideLine line, Remainder left, int sign = 1)
    {
        if (Target(run, line.Source) is not { } target)
        {
            return HoldFactory.UnmappedItem(draft.Subject, line.Source);
        }

        if (run.Unmapped(target.Role, draft.Subject) is { } unmapped)
        {
            return unmapped;
        }

        if (left.Discount < 0m && left.Quantity != line.Source.Quantity)
        {
            return HoldFactory.NettedValue(draft.Subject, line.Id);
        }

        if (target.Type == SalesDocumentLineType.Item && line.Source.Locations.Count > 0)
        {
            AddPerLocation(run, draft, line, left, target, sign);
        }
        else
        {
            var location = target.Type == SalesDocumentLineType.Item ? run.Settings.DefaultLocation : null;
            AddPart(run, draft, line, left, target, location, 0, left.Quantity, sign, 0m);
        }

        return null;
    }

    /// <summary>Adds what is left of a shipping line.</summary>
    public static DocumentHold? AddShipping(PlanRun run, DocumentDraft draft, SideShipping line, Remainder left)
    {
        var target = run.Stages.Shipping.Map(line.Source, run.Settings);
        if (run.Unmapped(target.Role, draft.Subject) is { } unmapped)
        {
            return unmapped;
        }

        draft.Lines.Add(DraftLine.Of(target) with
        {
            SourceLine = line.Id,
            Quantity = 1m,
            UnitPrice = left.UnitPrice,
            Discount = left.Discount,
            Amount = left.Displayed,
            Taxes = draft.Split(line.Taxes, left.Taxes),
        });
        return null;
    }

    /// <summary>Adds a signed amount on a role, when there is one.</summary>
    public static DocumentHold? AddRole(PlanRun run, DocumentDraft draft, AccountRole role, decimal amount, decimal quantity = 1m)
    {
        if (amount == 0m)
        {
            return null;
        }

        if (run.Unmapped(role, draft.Subject) is { } unmapped)
        {
            return unmapped;
        }

        draft.Lines.Add(DraftLine.OfRole(role, amount, quantity));
        return null;
    }

    public static AccountRole TipRole(DocumentSettings settings) =>
        settings.TipTreatment == TipTreatment.Income ? AccountRole.TipsIncome : AccountRole.TipsPayable;

    private static LineTarget? Target(PlanRun run, OrderLine line) => line.Kind switch
    {
        OrderLineKind.Product => run.Stages.Items.Map(line, run.Settings) is { } item ? LineTarget.ToItem(item) : null,
        OrderLineKind.Custom or OrderLineKind.Charge => run.Settings.CustomItem == CustomItemPolicy.AccountRole ? LineTarget.ToRole(AccountRole.Sales) : null,
        OrderLineKind.GiftCard => LineTarget.ToRole(AccountRole.GiftCardLiability),
        _ => LineTarget.ToRole(TipRole(run.Settings)),
    };

    private static void AddPerLocation(PlanRun run, DocumentDraft draft, SideLine line, Remainder left, LineTarget target, int sign)
    {
        var locations = line.Source.Locations;
        var taken = 0;
        var value = 0m;
        for (var i = 0; i < locations.Count && taken < left.Quantity; i++)
        {
            var rest = left.Quantity - taken;
            var units = i == locations.Count - 1 ? rest : Math.Min(locations[i].Quantity, rest);
            if (units > 0)
            {
                var location = run.Settings.Locations.GetValueOrDefault(locations[i].Location) ?? run.Settings.DefaultLocation;
                AddPart(run, draft, line, left, target, location, taken, taken + units, sign, value);
                value = (draft.Lines[^1].Amount * sign) + value;
                taken += units;
            }
        }
    }

    private static void AddPart(
        PlanRun run, DocumentDraft draft, SideLine line, Remainder left, LineTarget target, string? location, int from, int to, int sign, decimal before)
    {
        decimal Part(decimal total) =>
            Allocation.Share(total, to, left.Quantity, run.Currency) - Allocation.Share(total, from, left.Quantity, run.Currency);

        var units = to - from;
        var list = run.Currency.Round(units * left.UnitPrice);

        // Prices finer than the minor unit round per part; the last part takes what is left, so that the parts make the line.
        var amount = to == left.Quantity ? left.Displayed - before : list - Part(left.Discount);
        draft.Lines.Add(DraftLine.Of(target) with
        {
            SourceLine = line.Id,
            Location = location,
            Text = line.Source.Title,
            Quantity = units * sign,
            UnitPrice = left.UnitPrice,
            Discount = (list - amount) * sign,
            Amount = amount * sign,
            Taxes = draft.Split(line.Taxes, Array.ConvertAll(left.Taxes, Part), sign),
        });
    }
}
