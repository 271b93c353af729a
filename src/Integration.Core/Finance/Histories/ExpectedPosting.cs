using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;

namespace ErpSync.Finance.Histories;

/// <summary>One line that the ERP's general ledger is expected to hold for an order, with its account and why.</summary>
public sealed record ExpectedPosting
{
    /// <summary>Journal it is part of.</summary>
    public required JournalEntry Journal { get; init; }

    /// <summary>The line: role, dimensions and amounts, debit positive.</summary>
    public required JournalLine Line { get; init; }

    /// <summary>Question that was put to the account map; ask <see cref="AccountLookup.Explain"/> with it for every rule that was looked at.</summary>
    public required AccountQuery Query { get; init; }

    /// <summary>The account and the rule that gave it, or what keeps it from being known.</summary>
    public required AccountAnswer Answer { get; init; }
}
