using ErpSync.Finance.Journal;
using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>The journals of a payout.</summary>
/// <param name="Journals">Journals, in the order in which they are made.</param>
/// <param name="Open">Transactions whose money stays on the clearing account, because nothing says what they are.</param>
/// <param name="Refusal">Code of the finance rules for why there are none, or null.</param>
internal sealed record PayoutBooking(IReadOnlyList<JournalEntry> Journals, IReadOnlyList<BalanceTransaction> Open, string? Refusal);
