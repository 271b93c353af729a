namespace ErpSync.Finance.Journal;

/// <summary>An item of a payout.</summary>
/// <param name="Reference">Balance transaction.</param>
/// <param name="Type"><c>Charge</c>, <c>Refund</c>, <c>Dispute</c>, <c>DisputeReversal</c>, <c>Fee</c>, <c>ReserveHold</c>, <c>ReserveRelease</c> or a word not known here.</param>
/// <param name="Amount">Amount; money out is negative.</param>
/// <param name="Fee">Fee taken from it, or null.</param>
public sealed record PayoutPart(string Reference, string Type, decimal Amount, decimal? Fee);
