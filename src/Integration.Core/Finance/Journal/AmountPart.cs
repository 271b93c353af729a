namespace ErpSync.Finance.Journal;

/// <summary>An amount of a line.</summary>
/// <param name="Line">Line id.</param>
/// <param name="Amount">Amount in the order's display basis.</param>
public sealed record AmountPart(string Line, decimal Amount);
