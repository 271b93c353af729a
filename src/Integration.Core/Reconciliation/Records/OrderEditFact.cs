namespace ErpSync.Reconciliation.Records;

/// <summary>An edit that changed the total of an order.</summary>
/// <param name="Id">Id of the edit.</param>
/// <param name="At">When it was made.</param>
/// <param name="OldTotal">Total before, in the currency of the order.</param>
/// <param name="NewTotal">Total after.</param>
public sealed record OrderEditFact(string Id, DateTimeOffset At, decimal OldTotal, decimal NewTotal);
