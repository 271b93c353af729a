using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Results;

/// <summary>A difference with its class, its evidence and what should happen about it.</summary>
public sealed record ReconciliationBreak
{
    /// <summary>Section.</summary>
    public required ReconciliationSection Section { get; init; }

    /// <summary>What it is about; the meaning depends on the section.</summary>
    public required string Key { get; init; }

    /// <summary>Which check of a roll-forward failed, otherwise null.</summary>
    public RollForwardLeg? Leg { get; init; }

    /// <summary>Class.</summary>
    public required BreakClass Class { get; init; }

    /// <summary>Finer class, one of <see cref="BreakSubclasses"/> or the code of a parked record.</summary>
    public required string Subclass { get; init; }

    /// <summary>What is at stake.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Found less expected.</summary>
    public required decimal Difference { get; init; }

    /// <summary>Unit of both.</summary>
    public required BalanceUnit Unit { get; init; }

    /// <summary>Calendar days since the thing happened, at least 0.</summary>
    public required int AgeDays { get; init; }

    /// <summary>What should happen.</summary>
    public required BreakAction Action { get; init; }

    /// <summary>Where it stands.</summary>
    public BreakStatus Status { get; init; }

    /// <summary>Ids of the records that show it, sorted.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Who or what caused it, where that is known.</summary>
    public string? Cause { get; init; }

    /// <summary>Breaks (<c>Section:key</c>) that together explain a roll-forward; null for other breaks.</summary>
    public IReadOnlyList<string>? ExplainedBy { get; init; }

    /// <summary>What both systems call the state of the order, for claims.</summary>
    public OrderStatusPair? OrderStatus { get; init; }
}
