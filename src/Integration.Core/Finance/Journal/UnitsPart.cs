namespace ErpSync.Finance.Journal;

/// <summary>Units of a line.</summary>
/// <param name="Line">Line id.</param>
/// <param name="Component">Component of a bundle, or null.</param>
/// <param name="Quantity">Units.</param>
public sealed record UnitsPart(string Line, string? Component, decimal Quantity);
