using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Sold gift cards that are taken back: each card by its own part, never below what is unused.</summary>
internal static class GiftCardStage
{
    public static DocumentHold? Add(PlanRun run, DocumentDraft draft, CreditLedger ledger, CreditLine credit)
    {
        if (run.Unmapped(AccountRole.GiftCardLiability, draft.Subject) is { } unmapped)
        {
            return unmapped;
        }

        var reader = new SideReader(run.Side.Handling, run.Currency);
        var parts = new List<(string Card, decimal Amount)>();
        var rest = credit.Value;
        foreach (var card in run.Order.GiftCards)
        {
            if (card.LineId == credit.Line.Id && rest > 0m)
            {
                var unused = reader.Read(card.Balance, $"giftCards[{card.Id}].balance") - ledger.TakenFromCard(card.Id) - TakenHere(draft, card.Id);
                var part = Math.Min(unused, rest);
                if (part > 0m)
                {
                    parts.Add((card.Id, part));
                    rest -= part;
                }
            }
        }

        if (reader.Missing is { } missing)
        {
            return HoldFactory.MoneySideMissing(draft.Subject, missing, run.Currency);
        }

        if (rest > 0m)
        {
            return HoldFactory.CardUsed(draft.Subject, credit.Line.Id);
        }

        AddParts(run, draft, credit, parts);
        return null;
    }

    private static void AddParts(PlanRun run, DocumentDraft draft, CreditLine credit, List<(string Card, decimal Amount)> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        var weights = parts.ConvertAll(static part => part.Amount).ToArray();
        var taxes = Array.ConvertAll(credit.Taxes, tax => Allocation.Split(tax, weights, run.Currency.MinorUnits));
        for (var i = 0; i < parts.Count; i++)
        {
            var index = i;
            draft.Lines.Add(DraftLine.OfRole(AccountRole.GiftCardLiability, parts[i].Amount) with
            {
                SourceLine = credit.Line.Id,
                GiftCard = parts[i].Card,
                Text = credit.Line.Source.Title,
                Taxes = draft.Split(credit.Line.Taxes, Array.ConvertAll(taxes, tax => tax[index])),
            });
        }
    }

    private static decimal TakenHere(DocumentDraft draft, string card) =>
        draft.Lines.Where(line => line.GiftCard == card).Sum(static line => line.Amount);
}
