namespace ErpSync.Ownership;

/// <summary>Everything found when a policy was checked, sorted by code, entity, field and rules.</summary>
/// <param name="Errors">Any of them refuses the policy.</param>
/// <param name="Warnings">Gaps that the policy allows.</param>
public sealed record OwnershipReport(IReadOnlyList<OwnershipProblem> Errors, IReadOnlyList<OwnershipProblem> Warnings);
