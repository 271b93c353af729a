namespace ErpSync.Reconciliation.Records;

/// <summary>Something of an order that is not in the expected journal.</summary>
/// <param name="Order">Order number.</param>
/// <param name="Code">Stable code, for example <c>OrderDoesNotTie</c> or <c>UnmappedAccount</c>.</param>
/// <param name="Message">What is wrong, with the figures.</param>
/// <param name="Remedy">What to do.</param>
public sealed record UnbookedFact(string Order, string Code, string Message, string Remedy);
