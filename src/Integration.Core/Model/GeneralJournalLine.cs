namespace ErpSync.Model;

/// <summary>A line of a general journal.</summary>
public sealed record GeneralJournalLine
{
    /// <summary>Account number in the ERP.</summary>
    public required string Account { get; init; }

    /// <summary>Role behind the account, for messages to people.</summary>
    public required string Role { get; init; }

    /// <summary>Amount in the currency of the journal, debit positive, credit negative, never zero.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Text for people.</summary>
    public string Description { get; init; } = "";
}
