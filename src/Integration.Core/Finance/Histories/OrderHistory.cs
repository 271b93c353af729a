using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;

namespace ErpSync.Finance.Histories;

/// <summary>A shop's order as the books see it: what was agreed and what happened since.</summary>
/// <param name="Order">The order as it was accepted, with everything edits added; null when it cannot be read into the books at all.</param>
/// <param name="Events">What happened, in the order of time.</param>
/// <param name="Problems">What could not be taken over, and why.</param>
public sealed record OrderHistory(FinanceOrder? Order, IReadOnlyList<FinanceEvent> Events, IReadOnlyList<OrderProblem> Problems);
