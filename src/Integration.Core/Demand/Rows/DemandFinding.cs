namespace ErpSync.Demand;

/// <summary>Something the facts contradict each other in.</summary>
/// <param name="Code">A code of <see cref="DemandFindings"/>.</param>
/// <param name="Subject">Order and line, or the fact concerned.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record DemandFinding(string Code, string Subject, string Message);
