namespace ErpSync.Finance.Accounts;

/// <summary>A question to a chart of accounts map.</summary>
public sealed record AccountQuery
{
    /// <summary>Role.</summary>
    public required AccountRole Role { get; init; }

    /// <summary>Posting date; it decides which rules and accounts are valid, not the document date.</summary>
    public required DateOnly PostingDate { get; init; }

    /// <summary>What is known, by key (<see cref="AccountKeys"/>).</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rule that answered for the posting this one reverses, or null; it answers again when the role falls back.</summary>
    public string? OriginalRule { get; init; }
}
