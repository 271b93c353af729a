namespace ErpSync.Planning.Documents;

/// <summary>Something that needs no document.</summary>
/// <param name="Code">Why: one of <see cref="SkipCodes"/>.</param>
/// <param name="Subject">What.</param>
public sealed record SkippedSubject(string Code, DocumentSubject Subject);
