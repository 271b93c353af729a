namespace ErpSync.Model;

/// <summary>A buyer's dispute of a payment.</summary>
public sealed record PaymentDispute
{
    /// <summary>Id in the source.</summary>
    public required string Id { get; init; }

    /// <summary>Gateway as its payments name it; see <see cref="Payment.Gateway"/>.</summary>
    public required string Gateway { get; init; }

    /// <summary>How it stands.</summary>
    public DisputeStatus Status { get; init; }

    /// <summary>True for an inquiry: a question of the bank that withdraws no money.</summary>
    public bool IsInquiry { get; init; }

    /// <summary>Amount in dispute, positive.</summary>
    public required Money Amount { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was decided; null while it is open, or where the source states only the day.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Day it was decided on, where the source states no time; else null. It is that day in every time zone.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Until when evidence is taken, or null.</summary>
    public DateTimeOffset? EvidenceDueAt { get; init; }

    /// <summary>Last day on which evidence is taken, where the source states no time; else null.</summary>
    public DateOnly? EvidenceDueOn { get; init; }

    /// <summary>Reason in the gateway's word, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Id of the order in the shop, or null.</summary>
    public string? OrderId { get; init; }
}
