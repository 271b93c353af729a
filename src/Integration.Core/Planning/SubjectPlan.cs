using ErpSync.Connectors;

namespace ErpSync.Planning;

/// <summary>
/// What one subject needs now: the difference between what should exist and what does. Everything in it is decided by the reading and the policies alone.
/// </summary>
/// <remarks>
/// Order of precedence: <see cref="Effects"/> are written first; a <see cref="Fault"/> or <see cref="Wait"/> beside them is looked at again afterwards.
/// Without effects a fault parks the subject, a wait lets it wait, and neither means that all is as it should be.
/// </remarks>
public sealed record SubjectPlan
{
    /// <summary>Nothing to do.</summary>
    public static SubjectPlan Settled { get; } = new();

    /// <summary>Writes in the order in which they must happen.</summary>
    public IReadOnlyList<PlannedEffect> Effects { get; init; } = [];

    /// <summary>True plans the subject again after its effects are written, because more may follow from their results.</summary>
    public bool PlanAgain { get; init; }

    /// <summary>Waiting, or null.</summary>
    public PlanWait? Wait { get; init; }

    /// <summary>Why a person must look, or null.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Signals for other subjects.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>Notes for the timeline, one line each, without personal data.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the planner wants to remember, committed with the plan.</summary>
    public IReadOnlyList<PlanMemo> Memos { get; init; } = [];

    /// <summary>Text for people (order name, SKU), or null.</summary>
    public string? Title { get; init; }

    /// <summary>A plan that parks the subject.</summary>
    /// <param name="fault">Why.</param>
    public static SubjectPlan Park(Fault fault) => new() { Fault = fault };
}
