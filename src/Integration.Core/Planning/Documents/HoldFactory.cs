using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Planning.Documents;

/// <summary>Words every hold for the person who has to settle it.</summary>
internal static class HoldFactory
{
    public static DocumentHold MoneySideMissing(DocumentSubject subject, string field, Currency currency) => Hold(
        HoldCodes.MoneySideMissing, subject, $"{field} is not stated in {currency}, the currency of the document.",
        "Read the order again with amounts in both currencies. The other currency is never used instead.");

    public static DocumentHold UnmappedItem(DocumentSubject subject, OrderLine line) => Hold(
        HoldCodes.UnmappedItem, subject, $"Line {line.Id} (SKU {line.Sku ?? "none"}, variant {line.Variant ?? "none"}) has no ERP item.",
        line.Kind is OrderLineKind.Custom or OrderLineKind.Charge ? "Allow custom items on the sales account, or book the order by hand." : "Create the item or map its SKU or variant.") with
    { Line = line.Id };

    public static DocumentHold UnmappedRole(DocumentSubject subject, AccountRole role) => Hold(
        HoldCodes.UnmappedRole, subject, $"Account role {role} has no account.", $"Map {role} in the chart of accounts.") with
    { Role = role.ToString() };

    public static DocumentHold LineTax(DocumentSubject subject, string line) => Hold(
        HoldCodes.TaxMismatch, subject, $"The tax charged on line {line} cannot come from its rates, not even with rounding.",
        "Correct the tax in the shop or book the document by hand.") with
    { Line = line };

    public static DocumentHold DocumentTax(DocumentSubject subject, Money gap) => Hold(
        HoldCodes.TaxMismatch, subject, $"Charged and recomputed tax differ by {gap}, more than rounding or the cap allows.",
        "Check the tax set-up of the ERP, or use the shop's tax amounts.");

    public static DocumentHold NettedValue(DocumentSubject subject, string line) => Hold(
        HoldCodes.NettedValueExceedsPrice, subject, $"Refunds left more value on line {line} than its remaining units cost.",
        "Compare the refunds with the line in the shop; book the order by hand.") with
    { Line = line };

    public static DocumentHold Number(DocumentSubject subject, string name) => Hold(
        HoldCodes.InvalidDocumentNumber, subject, $"'{name}' cannot be a document number: letters, digits, '.', '_', '/', '-', at most 20, a letter or digit first.",
        "Change the order name format in the shop, or let the ERP number its documents.");

    public static DocumentHold FacilitatorIncluded(DocumentSubject subject) => Hold(
        HoldCodes.FacilitatorTaxIncluded, subject, "The channel owes a tax that is part of the prices; it cannot be taken out of them.",
        "Book the document by hand, or sell through this channel with prices without tax.");

    public static DocumentHold Total(DocumentSubject subject, Money parts, Money stated) => Hold(
        HoldCodes.OrderTotalMismatch, subject, $"The parts make {parts}, the shop states {stated}.",
        "Read the order again; if the difference stays, compare the order with the shop's admin page.");

    public static DocumentHold CancelledAfterFulfilment(DocumentSubject subject) => Hold(
        HoldCodes.CancelledAfterFulfilment, subject, "The order is cancelled but goods have left.", "Decide whether the goods are sold or come back, and book it by hand.");

    public static DocumentHold AbsorbedAdjustment(DocumentSubject subject) => Hold(
        HoldCodes.AbsorbedAdjustment, subject, "A refund made before the import moved money beyond the order's lines.", "Book the adjustment by hand.");

    public static DocumentHold CancelAfterPosting(DocumentSubject subject) => Hold(
        HoldCodes.CancelAfterPosting, subject, "The shop cancelled units that the ERP has posted.", "Check what left the warehouse; correct the shipment or the cancellation.");

    public static DocumentHold Changed(DocumentSubject subject, IReadOnlyList<string> changes) => Hold(
        HoldCodes.OrderChangedAfterDocument, subject, $"The order changed after its document was written ({string.Join(", ", changes)}).",
        "Change the document by hand or reopen it.") with
    { Changes = changes };

    public static DocumentHold CancelledAfterDocument(DocumentSubject subject) => Hold(
        HoldCodes.CancelledAfterDocument, subject, "The order was cancelled after its document was released or posted.", "Cancel or credit the document by hand.");

    public static DocumentHold Pending(DocumentSubject subject) => Hold(
        HoldCodes.RefundPending, subject, "A payment of this refund is still under way.", "Nothing to do: it is tried again when the payment is settled.");

    public static DocumentHold Exceeds(DocumentSubject subject, string line) => Hold(
        HoldCodes.CreditExceedsInvoiced, subject, $"More of line {line} would be credited than was invoiced.", "Compare the credit memos of the order with its refunds.") with
    { Line = line };

    public static DocumentHold NotInvoiced(DocumentSubject subject, string? line) => Hold(
        HoldCodes.NotYetInvoiced, subject, line is null ? "The ERP has not posted the order yet." : $"The ERP has not posted the refunded units of line {line} yet.",
        "Post the order; the refund follows by itself.") with
    { Line = line };

    public static DocumentHold CardUsed(DocumentSubject subject, string line) => Hold(
        HoldCodes.GiftCardUsed, subject, $"Cards sold with line {line} have less unused balance than is refunded.", "Decide who bears the used part and book it by hand.") with
    { Line = line };

    public static DocumentHold Imbalance(DocumentSubject subject, Money gap) => Hold(
        HoldCodes.RefundImbalance, subject, $"The payment differs from the parts of the refund by {gap}.",
        "Find out what the difference is for; state it in the shop, or allow balancing lines.") with
    { Gap = gap };

    public static DocumentHold NothingToCredit(DocumentSubject subject) => Hold(
        HoldCodes.NothingToCredit, subject, "Money was paid back and nothing says for what.", "Book the refund by hand.");

    private static DocumentHold Hold(string code, DocumentSubject subject, string message, string remedy) =>
        new() { Code = code, Subject = subject, Message = message, Remedy = remedy };
}
