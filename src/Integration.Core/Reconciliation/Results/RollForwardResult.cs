using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Results;

/// <summary>An account rolled forward.</summary>
/// <param name="Account">The account as given.</param>
/// <param name="Movements">Sum of the movements.</param>
/// <param name="Closing">Opening balance and movements.</param>
/// <param name="List">Sum of the open items.</param>
/// <param name="Ties">True when every check holds.</param>
public sealed record RollForwardResult(RollForwardAccount Account, decimal Movements, decimal Closing, decimal List, bool Ties);
