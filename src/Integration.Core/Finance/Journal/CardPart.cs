namespace ErpSync.Finance.Journal;

/// <summary>A gift card issued for a line.</summary>
/// <param name="Line">Line id; null when the event names it.</param>
/// <param name="Id">Card id.</param>
/// <param name="Amount">Face value.</param>
public sealed record CardPart(string? Line, string Id, decimal Amount);
