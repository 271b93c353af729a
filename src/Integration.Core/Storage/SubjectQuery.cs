namespace ErpSync.Storage;

/// <summary>Search for subjects.</summary>
/// <param name="Text">Part of the id or title, case-insensitive; empty finds all.</param>
/// <param name="Flow">Only this flow, or null.</param>
/// <param name="State">Only this state, or null.</param>
/// <param name="Limit">Most results, 1 to 1,000. Default 50.</param>
public sealed record SubjectQuery(string Text = "", string? Flow = null, SubjectState? State = null, int Limit = 50);
