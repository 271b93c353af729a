using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Refund lines, shipping and adjustments to credit lines.</summary>
internal static class CreditLineStage
{
    public static DocumentHold? Add(PlanRun run, DocumentDraft draft, RefundContent content, CreditLedger ledger)
    {
        foreach (var line in content.Lines)
        {
            if (AddStated(run, draft, content, ledger, line) is { } held)
            {
                return held;
            }
        }

        var seen = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in content.ReturnLines)
        {
            var before = ledger.Credited(line.LineId) + seen.GetValueOrDefault(line.LineId);
            seen[line.LineId] = seen.GetValueOrDefault(line.LineId) + line.Quantity;
            if (AddShare(run, draft, content, ledger, line, before) is { } held)
            {
                return held;
            }
        }

        foreach (var part in content.Refund.Shipping)
        {
            if (AddShipping(run, draft, part) is { } held)
            {
                return held;
            }
        }

        foreach (var amount in content.Refund.Adjustments)
        {
            if (amount != 0m && BalanceStage.AddAdjustment(run, draft, amount) is { } held)
            {
                return held;
            }
        }

        return null;
    }

    private static DocumentHold? AddStated(PlanRun run, DocumentDraft draft, RefundContent content, CreditLedger ledger, SideRefundLine refund)
    {
        if (Find(run, draft, refund.LineId, out var line) is { } held)
        {
            return held;
        }

        if (line.Taxes.Length == 0 && refund.Tax != 0m)
        {
            return HoldFactory.LineTax(draft.Subject, line.Id);
        }

        var taxes = Remainder.Spread(line.Taxes, refund.Tax, run.Currency);
        return AddLine(run, draft, content, ledger, new CreditLine(line, refund.Quantity, refund.Subtotal, taxes, refund.Source.RestockType, refund.Source.Location, refund.Source.Reason));
    }

    /// <summary>A return processed without refund lines: its units at their share of the order line.</summary>
    private static DocumentHold? AddShare(PlanRun run, DocumentDraft draft, RefundContent content, CreditLedger ledger, ReturnLine back, decimal before)
    {
        if (Find(run, draft, back.LineId, out var line) is { } held)
        {
            return held;
        }

        decimal Part(decimal total)
        {
            var whole = line.Source.Quantity;
            return Allocation.Share(total, before + back.Quantity, whole, run.Currency) - Allocation.Share(total, before, whole, run.Currency);
        }

        var taxes = Array.ConvertAll(line.Taxes, tax => Part(tax.Amount));
        return AddLine(run, draft, content, ledger, new CreditLine(line, back.Quantity, Part(line.Displayed), taxes, RestockType.Return, back.Location, back.Reason));
    }

    private static DocumentHold? Find(PlanRun run, DocumentDraft draft, string id, out SideLine line)
    {
        line = run.Side.FindLine(id)!;
        return line is null ? HoldFactory.Exceeds(draft.Subject, id)
            : line.Missing is { } missing ? HoldFactory.MoneySideMissing(draft.Subject, missing, run.Currency)
            : null;
    }

    private static DocumentHold? AddLine(PlanRun run, DocumentDraft draft, RefundContent content, CreditLedger ledger, CreditLine credit)
    {
        var source = credit.Line.Source;
        if (source.Kind == OrderLineKind.GiftCard)
        {
            return GiftCardStage.Add(run, draft, ledger, credit);
        }

        var restocked = credit.Restock is RestockType.Return or RestockType.LegacyRestock;
        LineTarget target;
        if (source.Kind == OrderLineKind.Product && restocked)
        {
            if (run.Stages.Items.Map(source, run.Settings) is not { } item)
            {
                return HoldFactory.UnmappedItem(draft.Subject, source);
            }

            target = LineTarget.ToItem(item);
        }
        else
        {
            target = LineTarget.ToRole(source.Kind switch
            {
                OrderLineKind.Tip => LineStage.TipRole(run.Settings),
                OrderLineKind.Charge => AccountRole.Sales,
                OrderLineKind.Custom when restocked => AccountRole.SalesReturns,
                _ => AccountRole.SalesAllowances,
            });
        }

        if (run.Unmapped(target.Role, draft.Subject) is { } unmapped)
        {
            return unmapped;
        }

        // A share of a charge is no unit of its line: the memo states it at its own price and leaves the unit to the refund that completes it.
        var isShare = source.Kind == OrderLineKind.Charge && credit.Quantity == 0;
        var unitPrice = isShare ? credit.Value : credit.Line.UnitPrice;
        var quantity = isShare ? 1 : credit.Quantity;
        var discount = run.Currency.Round(quantity * unitPrice) - credit.Value;
        if (discount < 0m)
        {
            return HoldFactory.Exceeds(draft.Subject, source.Id);
        }

        var isItem = target.Type == SalesDocumentLineType.Item;
        draft.Lines.Add(DraftLine.Of(target) with
        {
            SourceLine = isShare ? null : source.Id,
            Location = isItem ? Location(run, content, credit) : null,
            Reason = isItem ? Reason(run, content, credit) : null,
            Text = source.Title,
            Quantity = quantity,
            UnitPrice = unitPrice,
            Discount = discount,
            Amount = credit.Value,
            Taxes = draft.Split(credit.Line.Taxes, credit.Taxes),
        });
        return null;
    }

    private static DocumentHold? AddShipping(PlanRun run, DocumentDraft draft, SideRefundShipping part)
    {
        var line = run.Side.FindShipping(part.ShippingLineId);
        var target = line is null ? LineTarget.ToRole(AccountRole.ShippingIncome) : run.Stages.Shipping.Map(line.Source, run.Settings);
        if (run.Unmapped(target.Role, draft.Subject) is { } unmapped)
        {
            return unmapped;
        }

        var sources = line?.Taxes ?? [];
        if (sources.Length == 0 && part.Tax != 0m)
        {
            return HoldFactory.LineTax(draft.Subject, part.ShippingLineId);
        }

        draft.Lines.Add(DraftLine.Of(target) with
        {
            SourceLine = part.ShippingLineId,
            Text = line?.Source.Title,
            Quantity = 1m,
            UnitPrice = part.Amount,
            Amount = part.Amount,
            Taxes = draft.Split(sources, Remainder.Spread(sources, part.Tax, run.Currency)),
        });
        return null;
    }

    private static string? Location(PlanRun run, RefundContent content, CreditLine credit)
    {
        if (run.Settings.ReturnLocationPriority == ReturnLocationPriority.OriginalThenDefault)
        {
            var original = Mapped(run.Settings.Locations, credit.Location)
                ?? content.Return?.Lines.Where(line => line.LineId == credit.Line.Id)
                    .Select(line => Mapped(run.Settings.Locations, line.Location)).FirstOrDefault(static code => code is not null);
            if (original is not null)
            {
                return original;
            }
        }

        return run.Settings.ReturnLocation;
    }

    private static string? Reason(PlanRun run, RefundContent content, CreditLine credit) =>
        Mapped(run.Settings.ReturnReasons, credit.Reason)
        ?? content.Return?.Lines.Where(line => line.LineId == credit.Line.Id)
            .Select(line => Mapped(run.Settings.ReturnReasons, line.Reason)).FirstOrDefault(static code => code is not null);

    private static string? Mapped(IReadOnlyDictionary<string, string> codes, string? key) => key is null ? null : codes.GetValueOrDefault(key);
}
