using ErpSync.Connectors;

namespace ErpSync.Storage;

/// <summary>An intended write to store.</summary>
public sealed record NewEffect
{
    /// <summary>Target connection.</summary>
    public required string Connection { get; init; }

    /// <summary>Entity.</summary>
    public required string Entity { get; init; }

    /// <summary>What is intended.</summary>
    public required WriteKind Kind { get; init; }

    /// <summary>Idempotency key.</summary>
    public required IdempotencyKey Key { get; init; }

    /// <summary>The record, serialised by its entity type.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Record to change, or null.</summary>
    public RecordRef? Target { get; init; }

    /// <summary>Name of the link to write when it is done, or null for none.</summary>
    public string? LinkName { get; init; }

    /// <summary>What to remember on that link, or null.</summary>
    public string? LinkMemo { get; init; }

    /// <summary>True when whoever writes it signals the subject again in the step in which it is done, because more may follow from its result.</summary>
    public bool SignalAgain { get; init; }

    /// <summary>One line for people.</summary>
    public string Title { get; init; } = "";
}
