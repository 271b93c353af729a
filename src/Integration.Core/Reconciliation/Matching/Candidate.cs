using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Matching;

/// <summary>A record of either side as the passes see it.</summary>
internal sealed class Candidate
{
    public required string Id { get; init; }

    public required BalanceUnit Unit { get; init; }

    /// <summary>Amount that the passes compare.</summary>
    public required decimal Amount { get; init; }

    public DateOnly? Date { get; init; }

    public string? Reference { get; init; }

    public IReadOnlyList<string> Links { get; init; } = [];

    public int Roundings { get; init; }

    public IReadOnlyDictionary<string, decimal>? Parts { get; init; }

    public decimal? FunctionalAmount { get; init; }

    public decimal? Rate { get; init; }

    public string? ContentHash { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? CreatedBy { get; init; }

    public string? EditedBy { get; init; }

    public DateTimeOffset? PostedAt { get; init; }

    public FlowProgress Flow { get; init; } = FlowProgress.Done;

    public bool IsPending { get; init; }

    /// <summary>True for a billable that is not shipped: it may match, but nothing is expected.</summary>
    public bool IsUnshipped { get; init; }

    /// <summary>True for a gateway transaction of a kind that no account is mapped for.</summary>
    public bool IsUnmapped { get; init; }

    /// <summary>What the source side expects to find.</summary>
    public decimal Expected => IsUnshipped ? 0m : Amount;

    /// <summary>By date, then id; what has no date comes last.</summary>
    public static int ByDate(Candidate left, Candidate right)
    {
        var dates = (left.Date ?? DateOnly.MaxValue).CompareTo(right.Date ?? DateOnly.MaxValue);
        return dates != 0 ? dates : string.CompareOrdinal(left.Id, right.Id);
    }
}
