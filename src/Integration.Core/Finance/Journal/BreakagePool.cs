namespace ErpSync.Finance.Journal;

/// <summary>Gift cards of which some will never be used.</summary>
/// <param name="Pool">Pool.</param>
/// <param name="Issued">Face value issued.</param>
/// <param name="ExpectedBreakageRate">Part expected never to be used.</param>
/// <param name="RedeemedToDate">Used so far.</param>
/// <param name="Entitled">True when the company may keep it.</param>
/// <param name="Escheatable">True when it must go to the state.</param>
public sealed record BreakagePool(string Pool, decimal Issued, decimal ExpectedBreakageRate, decimal RedeemedToDate, bool Entitled, bool Escheatable);
