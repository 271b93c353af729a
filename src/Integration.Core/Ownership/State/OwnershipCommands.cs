namespace ErpSync.Ownership;

/// <summary>What operators ordered, newest last; every subject applies those it has not applied yet.</summary>
internal sealed record OwnershipCommands
{
    /// <summary>Commands kept; older ones were applied or belong to subjects that are gone.</summary>
    public const int Most = 1_000;

    public IReadOnlyList<OwnershipCommand> Commands { get; init; } = [];
}
