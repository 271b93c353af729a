namespace ErpSync.Finance.Accounts;

/// <summary>A chart of accounts map has problems; all of them are named.</summary>
/// <param name="problems">What is wrong.</param>
public sealed class AccountMapException(IReadOnlyList<AccountMapProblem> problems)
    : Exception("The chart of accounts map cannot be used:" + Environment.NewLine + string.Join(Environment.NewLine, problems.Select(static problem => $"- {problem.Code}: {problem.Message}")))
{
    /// <summary>All problems, by code and rule ids.</summary>
    public IReadOnlyList<AccountMapProblem> Problems { get; } = problems;
}
