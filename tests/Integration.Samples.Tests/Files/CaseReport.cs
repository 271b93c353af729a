namespace ErpSync.Samples.Tests.Files;

/// <summary>An open case as a person sees it.</summary>
internal sealed record CaseReport(string Code, string Subject, string Message, string? Hint);
