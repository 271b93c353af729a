namespace ErpSync.Finance.Journal;

/// <summary>Units that came back.</summary>
/// <param name="Line">Line id.</param>
/// <param name="Component">Component of a bundle, or null.</param>
/// <param name="Quantity">Units.</param>
/// <param name="IsDamaged">True when they cannot be sold again.</param>
public sealed record ReturnedPart(string Line, string? Component, decimal Quantity, bool IsDamaged);
