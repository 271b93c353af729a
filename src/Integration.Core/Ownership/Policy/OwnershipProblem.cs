namespace ErpSync.Ownership;

/// <summary>Something wrong with a policy.</summary>
/// <param name="Code">A code of <see cref="OwnershipProblems"/>.</param>
/// <param name="Entity">Entity concerned, or null.</param>
/// <param name="Field">Field concerned, or null.</param>
/// <param name="Rules">Ids of the rules concerned, sorted.</param>
/// <param name="Message">What is wrong and what to do, for people.</param>
public sealed record OwnershipProblem(string Code, string? Entity, string? Field, IReadOnlyList<string> Rules, string Message)
{
    /// <summary>Number under which the code is documented, <c>ESY1201</c> and following.</summary>
    public string Number => OwnershipProblems.NumberOf(Code);
}
