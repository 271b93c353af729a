namespace ErpSync.Finance.Accounts;

/// <summary>Something wrong with a chart of accounts map, found when it is loaded.</summary>
/// <param name="Code"><c>UnknownRole</c>, <c>UnknownKey</c>, <c>InvalidValidity</c>, <c>UnknownAccount</c>, <c>RoleClassMismatch</c> or <c>AmbiguousRules</c>.</param>
/// <param name="Rules">Ids of the rules concerned.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record AccountMapProblem(string Code, IReadOnlyList<string> Rules, string Message);
