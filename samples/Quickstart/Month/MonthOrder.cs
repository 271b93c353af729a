using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;

namespace Quickstart.Month;

/// <summary>An order and everything that happened to it, in order of time.</summary>
/// <param name="Order">The order.</param>
/// <param name="Events">What happened.</param>
internal sealed record MonthOrder(FinanceOrder Order, IReadOnlyList<FinanceEvent> Events);
