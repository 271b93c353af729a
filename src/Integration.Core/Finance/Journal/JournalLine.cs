using ErpSync.Finance.Accounts;

namespace ErpSync.Finance.Journal;

/// <summary>A line of a journal. Debits are positive, credits negative.</summary>
public sealed record JournalLine
{
    /// <summary>Account role.</summary>
    public required AccountRole Role { get; init; }

    /// <summary>Dimensions.</summary>
    public JournalDimensions Dimensions { get; init; }

    /// <summary>Amount in functional currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Amount in transaction currency; zero for exchange differences.</summary>
    public required decimal TransactionAmount { get; init; }
}
