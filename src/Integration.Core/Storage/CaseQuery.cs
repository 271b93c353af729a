namespace ErpSync.Storage;

/// <summary>Filter for cases.</summary>
/// <param name="State">Only this state, or null. Default open.</param>
/// <param name="Code">Only this code, or null.</param>
/// <param name="Connection">Only this connection, or null.</param>
/// <param name="Subject">Only this subject, or null.</param>
/// <param name="Limit">Most results, 1 to 1,000. Default 100.</param>
public sealed record CaseQuery(
    CaseState? State = CaseState.Open, string? Code = null, string? Connection = null, SubjectKey? Subject = null, int Limit = 100);
