namespace ErpSync.Planning.Documents.Settings;

/// <summary>The ERP item that a shop article is.</summary>
/// <param name="Item">Item number.</param>
/// <param name="Variant">Variant code, or null.</param>
/// <param name="UnitOfMeasure">Unit of measure code, or null for the base unit.</param>
public sealed record ItemTarget(string Item, string? Variant = null, string? UnitOfMeasure = null);
