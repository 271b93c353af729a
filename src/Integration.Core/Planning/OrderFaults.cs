using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning.Documents;

namespace ErpSync.Planning;

/// <summary>What can keep an order from being settled, in words for an operator.</summary>
internal static class OrderFaults
{
    // Conditions that pass by themselves: the goods get posted, the gateway answers.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal) { "NotYetInvoiced", "RefundPending" };

    private const int MismatchesNamed = 5;

    public static Fault DoesNotTie(Order order, IReadOnlyList<OrderMoneyMismatch> mismatches) =>
        new(FaultKind.Invalid, "money.does-not-tie", $"Order {order.Name} does not add up: {Named(order, mismatches)}")
        {
            Field = mismatches[0].Field,
            Hint = "Correct the order in the shop, or book it by hand and resolve the case. Nothing was written.",
        };

    /// <summary>Money cannot go back that never came: null when it did not, or when the shop does not tell what came.</summary>
    public static Fault? RefundAboveCapture(Order order)
    {
        var moved = MovedMoney.Of(order);
        return moved.Captured is not { } captured || moved.Refunded <= captured ? null : new Fault(
            FaultKind.Invalid, "money.refund-above-capture", $"Order {order.Name}: {moved.Refunded} went back, but only {captured} was captured.")
        {
            Field = "payments",
            Hint = "Compare the transactions with the gateway and correct the one that is wrong, or book the order by hand and resolve the case. Nothing was written.",
        };
    }

    private static string Named(Order order, IReadOnlyList<OrderMoneyMismatch> mismatches)
    {
        // With one currency both sides of every amount are the same, and so is what does not tie.
        var told = order.ShopCurrency == order.PresentmentCurrency
            ? mismatches.DistinctBy(mismatch => (mismatch.Identity, mismatch.Field, mismatch.Expected, mismatch.Found)).ToList()
            : mismatches;
        var named = string.Join("; ", told.Take(MismatchesNamed));
        return told.Count > MismatchesNamed ? $"{named}; and {told.Count - MismatchesNamed} more." : named;
    }

    public static Fault NotClaimable(Order order, IReadOnlyList<StockRefusal> refusals)
    {
        var missing = refusals.Where(refusal => refusal.Missing > 0m).GroupBy(refusal => refusal.Sku, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(refusal => refusal.Units)} of {group.Key}, of which {group.First().Missing} cannot be promised")).ToList();
        return new(FaultKind.Rejected, "stock.not-claimable", $"Order {order.Name} wants {string.Join("; ", missing.Take(MismatchesNamed))}. Nothing of it is claimed, nothing was written.")
        {
            Field = "lines.quantity",
            Hint = "Cancel it in the shop, or bring stock in and retry: it claims again whenever it is planned.",
        };
    }

    public static Fault DocumentGone(string? order, RecordRef document) =>
        new(FaultKind.Rejected, "document.gone", $"Document {document.DisplayNumber} of order {order} was deleted in the ERP without having been posted.")
        {
            Hint = "Enter it again under the same external number and retry the case, or resolve the case if the order is not to be booked.",
        };

    public static Fault DeletedAfterDocument(string orderId, IReadOnlyList<WrittenDocument> documents) =>
        new(FaultKind.Rejected, "order.deleted-after-document",
            $"Order {orderId} was deleted in the shop, but the ERP holds {string.Join(", ", documents.Select(document => $"{document.Kind} {document.Number}"))}.")
        {
            Hint = "Cancel or credit the documents in the ERP if they must not stand, then resolve the case.",
        };

    public static Fault UnmappedRole(Order order, string role) =>
        new(FaultKind.Invalid, "finance.unmapped-role", $"Order {order.Name} needs an account for role {role}, and none is mapped.")
        {
            Field = "lines.role",
            Hint = $"Map it: Finance(fin => fin.Accounts(map => map.Role(AccountRole.{role}).To(\"…\"))), then retry the case.",
        };

    /// <summary>What the document planner held back: a case when a person must act, a wait when it passes by itself.</summary>
    public static (PlanWait? Wait, Fault? Fault) OfHolds(Order order, IReadOnlyList<DocumentHold> holds, TimeSpan limit)
    {
        var stuck = holds.Where(hold => !Passing.Contains(hold.Code)).ToList();
        if (stuck.Count > 0)
        {
            return (null, new Fault(FaultKind.Rejected, $"document.{stuck[0].Code}", $"Order {order.Name}: {string.Join(" ", stuck.Select(hold => hold.Message))}")
            {
                Hint = stuck[0].Remedy,
                Field = stuck[0].Line is { } line ? $"lines[{line}]" : null,
            });
        }

        return holds.Count == 0
            ? (null, null)
            : (new PlanWait($"document.{holds[0].Code}", $"Order {order.Name}: {string.Join(" ", holds.Select(hold => hold.Message))}") { Limit = limit }, null);
    }
}
