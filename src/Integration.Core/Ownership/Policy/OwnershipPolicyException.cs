namespace ErpSync.Ownership;

/// <summary>A policy has errors; all of them are named.</summary>
/// <param name="problems">What is wrong.</param>
public sealed class OwnershipPolicyException(IReadOnlyList<OwnershipProblem> problems)
    : Exception("The ownership policy cannot be used:" + Environment.NewLine
        + string.Join(Environment.NewLine, problems.Select(static problem => $"- {problem.Number} {problem.Code}: {problem.Message}")))
{
    /// <summary>All errors, sorted by code, entity, field and rules.</summary>
    public IReadOnlyList<OwnershipProblem> Problems { get; } = problems;
}
