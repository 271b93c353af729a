namespace ErpSync.Finance.Journal;

/// <summary>An open item of a gateway.</summary>
/// <param name="Gateway">Gateway.</param>
/// <param name="Reference">Balance transaction.</param>
/// <param name="Amount">Amount.</param>
public sealed record OpeningItem(string Gateway, string Reference, decimal Amount);
