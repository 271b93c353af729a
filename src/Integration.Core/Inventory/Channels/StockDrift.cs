namespace ErpSync.Inventory;

/// <summary>A difference between what a channel should show and what it shows.</summary>
/// <param name="Expected">What it should show as far as is known.</param>
/// <param name="Found">What it shows.</param>
/// <param name="Class">Why.</param>
/// <param name="Action">What is done about it.</param>
public sealed record StockDrift(decimal Expected, decimal Found, DriftClass Class, DriftAction Action);
