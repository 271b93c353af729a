namespace ErpSync.Inventory;

/// <summary>Units of a line.</summary>
/// <param name="Line">Line number.</param>
/// <param name="Quantity">Base units (kits: kits).</param>
public sealed record LineUnits(int Line, decimal Quantity);
