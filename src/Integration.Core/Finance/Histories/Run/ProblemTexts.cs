using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Finance.Histories.Run;

/// <summary>Problems in words for a person.</summary>
internal static class ProblemTexts
{
    private static readonly Dictionary<string, (string Message, string Remedy)> Refusals = new(StringComparer.Ordinal)
    {
        ["RefundExceedsCaptured"] = ("More would go back than the payment holds.", "Compare the refund with the payment at the gateway; correct the one that is wrong, or book the difference by hand."),
        ["RefundWithoutBasis"] = ("Money went back that no refund, overpayment or prepayment covers.", "Make the refund in the shop that says what the money was for."),
        ["CreditExceedsInvoiced"] = ("More is credited than was invoiced, or the goods are not invoiced yet.", "Ship and invoice the goods, or cancel the units instead of crediting them."),
        ["CancelExceedsUnshipped"] = ("Units are cancelled that were shipped.", "Credit shipped units instead of cancelling them."),
        ["ShipmentExceedsOrdered"] = ("More units left than were ordered.", "Correct the parcel in the system that shipped it."),
        ["ReturnExceedsShipped"] = ("More units came back than left.", "Correct the refund or the parcel."),
        ["NotShippable"] = ("A line that cannot be shipped is in a parcel.", "Correct the parcel."),
        ["TaxMismatch"] = ("The tax stated is not the tax of the line, beyond what rounding explains.", "Correct the tax in the shop, or book the document by hand."),
        ["OrderTotalMismatch"] = ("The lines do not add up to the total.", "Read the order again; correct it in the shop if the difference stays."),
        ["CurrencyMismatch"] = ("An amount is in another currency than the documents of its order.", "Read both currencies of the order from the shop."),
        ["MissingRate"] = ("There is no exchange rate for the day.", "Enter the rate, then run again."),
        ["PeriodClosed"] = ("The period of its date is closed.", "Open the period, allow the next open one, or post with permission."),
        ["NoOpenPeriod"] = ("No later period is open.", "Open a period, then run again."),
        ["NoPeriod"] = ("Its date is in no period.", "Add the period to the calendar."),
        ["FacilitatorWithoutMarketplace"] = ("The sales channel owes a tax, but no marketplace took the money.", "Name the gateway of the channel a marketplace in FinanceSetup.Gateways."),
        ["GiftCardUsed"] = ("The gift card was used in part and cannot be given back in full.", "Refund what is left on the card."),
        ["Unsupported"] = ("The books cannot carry this in a foreign currency.", "Book it by hand."),
        ["DependencyMissing"] = ("It names something that is not there, for example a payment that never arrived.", "Read the order again; correct it in the shop if it stays."),
    };

    public static OrderProblem DoesNotTie(OrderMoneyMismatch mismatch) => new("OrderDoesNotTie", null, mismatch.ToString(), mismatch.Remedy);

    public static OrderProblem CashRounding(Order order) =>
        new("CashRounding", null, $"Order {order.Name} was rounded at a cash payment, which the expected journal of an order does not carry.", "Compare its documents by hand.");

    public static OrderProblem UnknownLine(string refund, string line) =>
        new("UnknownLine", $"refund/{refund}", $"Refund {refund} names line {line}, which the order does not have.", "Read the order again; correct the refund in the shop if it stays.");

    public static OrderProblem RefundImbalance(string refund, Money paid, Money parts) =>
        new("RefundImbalance", $"refund/{refund}", $"Refund {refund} paid {paid}, its parts say {parts}.", "Correct the refund in the shop, or choose what happens with the difference (FinancePolicies.RefundBalance).");

    public static OrderProblem Refused(string? happened, string code)
    {
        var (message, remedy) = Refusals.TryGetValue(code, out var known) ? known : ("The rules of the expected journal refuse it.", "Look the code up in the finance page.");
        return new OrderProblem(code, happened, happened is null ? message : $"{happened}: {message}", remedy);
    }

    public static OrderProblem Account(AccountAnswer answer, string happened, string? gateway)
    {
        if (answer.Problem != AccountProblems.Unmapped)
        {
            var message = $"{happened}: account {answer.Account} for {answer.Role} takes no postings on that day.";
            return new OrderProblem(answer.Problem!, happened, message, "Open the account for postings, or map another one from that day on.");
        }

        var of = gateway is null ? "" : $" of gateway '{gateway}'";
        return new OrderProblem(answer.Problem, happened, $"{happened}: no account is mapped for {answer.Role}{of}.", $"Map role {answer.Role}{of} to an account.");
    }
}
