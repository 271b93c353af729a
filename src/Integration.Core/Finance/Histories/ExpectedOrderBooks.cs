using ErpSync.Finance.Journal;

namespace ErpSync.Finance.Histories;

/// <summary>What the books are expected to hold for one order.</summary>
public sealed record ExpectedOrderBooks
{
    /// <summary>Id of the order in the shop.</summary>
    public required string OrderId { get; init; }

    /// <summary>Number of the order for people.</summary>
    public required string OrderName { get; init; }

    /// <summary>Journals in the order of their events; every one balances.</summary>
    public IReadOnlyList<JournalEntry> Journals { get; init; } = [];

    /// <summary>All lines of the journals with their accounts.</summary>
    public IReadOnlyList<ExpectedPosting> Postings { get; init; } = [];

    /// <summary>What waits for a person; other events of the order and other orders are not affected.</summary>
    public IReadOnlyList<OrderProblem> Problems { get; init; } = [];

    /// <summary>What stands out without keeping anything from being posted, for example <c>Overpayment</c> or <c>RefundAwaitingCredit</c>.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What is still open between customer and company, or null when the order is not in the books.</summary>
    public OrderBalances? Balances { get; init; }
}
