using ErpSync.Connectors;

namespace ErpSync.Planning;

/// <summary>A write that a planner wants.</summary>
/// <param name="Connection">Target connection.</param>
/// <param name="Entity">Entity, see <see cref="EntityNames"/>.</param>
/// <param name="Kind">What is intended.</param>
/// <param name="Key">Idempotency key: the same whenever the same intent is planned again.</param>
/// <param name="Record">Canonical record of the entity's type.</param>
public sealed record PlannedEffect(string Connection, string Entity, WriteKind Kind, IdempotencyKey Key, object Record)
{
    /// <summary>Record to change, or null.</summary>
    public RecordRef? Target { get; init; }

    /// <summary>Name of the link to write when it is done, or null for none.</summary>
    public string? LinkName { get; init; }

    /// <summary>What to remember on that link, JSON text, or null.</summary>
    public string? LinkMemo { get; init; }

    /// <summary>One line for the timeline, without personal data.</summary>
    public string Title { get; init; } = "";
}
