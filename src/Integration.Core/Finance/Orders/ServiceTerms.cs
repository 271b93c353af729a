namespace ErpSync.Finance.Orders;

/// <summary>When a service is delivered.</summary>
/// <param name="FirstPeriod">First month, <c>2026-01</c>.</param>
/// <param name="Periods">Number of months.</param>
public sealed record ServiceTerms(string FirstPeriod, int Periods);
