namespace ErpSync.Reconciliation.Records;

/// <summary>A kind of movement of an account.</summary>
/// <param name="Name">Name, for people.</param>
/// <param name="Amount">Signed sum of the period.</param>
public sealed record RollForwardMovement(string Name, decimal Amount);
