namespace ErpSync.Planning.Documents.Run;

/// <summary>The gross that the shop states for a document.</summary>
/// <param name="Amount">Amount, with the channel's tax.</param>
/// <param name="IsBinding">Whether a document that differs by more than the tolerance is held back.</param>
internal readonly record struct StatedTotal(decimal Amount, bool IsBinding);
