namespace ErpSync.Planning;

/// <summary>Something a planner remembers of its subject from one planning to the next, committed together with the plan.</summary>
/// <param name="Name">Name of the link that keeps it.</param>
/// <param name="Json">JSON text.</param>
public sealed record PlanMemo(string Name, string Json)
{
    /// <summary>Id under which the memory is found without knowing its subject, by its beginning too; null (the default) for the subject's own id.</summary>
    public string? Id { get; init; }
}
