using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>What can keep a payout from being booked, in words for an operator.</summary>
internal static class PayoutFaults
{
    private const int Named = 5;

    public static Fault Gone(string payoutId, RecordRef journal) =>
        new(FaultKind.Rejected, "payout.gone-after-booking", $"Payout {payoutId} is not in the shop (any more), but journal {journal.DisplayNumber} booked it.")
        {
            Hint = "Find out with the gateway what became of it; reverse the journal in the ERP if the money never came, then resolve the case.",
        };

    public static Fault FailedAfterBooking(Payout payout, RecordRef journal) =>
        new(FaultKind.Rejected, "payout.failed-after-booking", $"Payout {payout.Number} of {payout.Net} is {payout.Status} now, but journal {journal.DisplayNumber} booked it to the bank.")
        {
            Field = "status",
            Hint = "Reverse that journal's deposit in the ERP; the gateway pays the money out again with another payout. Then resolve the case.",
        };

    public static Fault ChangedAfterBooking(Payout payout, PayoutMemo booked, RecordRef journal) =>
        new(FaultKind.Rejected, "payout.changed-after-booking",
            string.Create(CultureInfo.InvariantCulture, $"Payout {payout.Number} states {payout.Net} now, but journal {journal.DisplayNumber} booked {booked.Net} {booked.Currency}."))
        {
            Field = "net",
            Hint = "Compare with the bank line, correct the journal in the ERP by the difference, then resolve the case.",
        };

    public static Fault Currencies(Payout payout, BalanceTransaction item) =>
        new(FaultKind.Invalid, "payout.currency-differs", $"Payout {payout.Number} is in {payout.Net.Currency}, but its transaction {item.Id} of {item.Amount} is not.")
        {
            Field = "transactions.amount",
            Hint = "Book this payout by hand at the rates of the gateway's statement, then resolve the case. Nothing was written.",
        };

    public static Fault ItemDoesNotTie(Payout payout, BalanceTransaction item) =>
        new(FaultKind.Invalid, "payout.item-does-not-tie",
            $"Transaction {item.Id} ({item.SourceType}) of payout {payout.Number}: {item.Amount} less fee {item.Fee} is {item.Amount - item.Fee}, but it states {item.Net}: difference {item.Net - (item.Amount - item.Fee)}.")
        {
            Field = "transactions.net",
            Hint = "Compare with the gateway's statement; book the payout by hand, or retry once the gateway has corrected it. Nothing was written.",
        };

    public static Fault DoesNotTie(Payout payout, Money gross, Money fees) =>
        new(FaultKind.Invalid, "payout.does-not-tie",
            string.Create(CultureInfo.InvariantCulture, $"Payout {payout.Number} states {payout.Net}, but its {payout.Transactions.Count} transactions make {gross} less fees {fees} = {gross - fees}: difference {payout.Net - (gross - fees)}."))
        {
            Field = "net",
            Hint = "Look for a missing or foreign transaction in the gateway's statement; retry when its list is complete, or book the payout by hand. Nothing was written.",
        };

    public static Fault Refused(string what, string code) =>
        new(FaultKind.Rejected, "payout.refused", $"{what} is not booked: {code}.")
        {
            Hint = code is "PeriodClosed" or "NoOpenPeriod" or "NoPeriod"
                ? "Open the period, add one to PayoutSyncOptions.Calendar, or let ClosedPeriod take the next open one; then retry."
                : "Compare the transactions with the gateway's statement; book it by hand, or retry when they are right. Nothing was written.",
        };

    public static Fault Unmapped(string what, IReadOnlyList<(AccountRole Role, Money Amount)> missing) =>
        new(FaultKind.Invalid, "payout.account-unmapped",
            $"{what} needs accounts that are not mapped: {string.Join(", ", missing.Take(Named).Select(static line => $"{line.Role} ({line.Amount})"))}.")
        {
            Field = "accounts",
            Hint = $"Map {string.Join(", ", missing.Select(static line => line.Role).Distinct())} to accounts of the ERP (Finance: Accounts or UseAccountMap), then retry. Nothing was written.",
        };

    public static Fault StaysOpen(string payout, string open, RecordRef? journal) =>
        new(FaultKind.Rejected, "payout.adjustment-open", $"Payout {payout} is booked{(journal?.DisplayNumber is { } number ? $" ({number})" : "")}; on the clearing account stays {open}.")
        {
            Field = "transactions.sourceType",
            Hint = "Book it in the ERP from the clearing account to the right one and resolve the case; name its kind in PayoutSyncOptions.AdjustmentRoles for the next ones.",
        };

    public static string Words(IReadOnlyList<BalanceTransaction> open) =>
        string.Join(", ", open.Take(Named).Select(static item => $"{item.Amount} of {item.SourceType}{(item.Reason is { } reason ? $" '{reason}'" : "")}"))
        + (open.Count > Named ? $" and {open.Count - Named} more" : "");
}
