namespace ErpSync.Finance.Histories;

/// <summary>Why something of an order is not in the expected books: for a person, with figure and remedy.</summary>
/// <param name="Code">Stable code, for example <c>OrderDoesNotTie</c>, <c>RefundExceedsCaptured</c> or <c>UnmappedAccount</c>.</param>
/// <param name="Event">Id of the event that waits for it, or null when the whole order does.</param>
/// <param name="Message">What is wrong, with the figures.</param>
/// <param name="Remedy">What to do.</param>
public sealed record OrderProblem(string Code, string? Event, string Message, string Remedy);
