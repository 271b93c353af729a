using ErpSync.Model;

namespace ErpSync.Planning.Documents;

/// <summary>Something that waits for a mapping, a payment or a person. It is planned again on the next run.</summary>
public sealed record DocumentHold
{
    /// <summary>Why: one of <see cref="HoldCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What waits.</summary>
    public required DocumentSubject Subject { get; init; }

    /// <summary>Id of the order or shipping line concerned, or null.</summary>
    public string? Line { get; init; }

    /// <summary>Account role concerned, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Unexplained amount, or null.</summary>
    public Money? Gap { get; init; }

    /// <summary>Kinds of change found, sorted; empty when the hold is not about changes.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What is wrong, for people.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, for people.</summary>
    public required string Remedy { get; init; }
}
