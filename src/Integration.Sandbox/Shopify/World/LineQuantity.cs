namespace ErpSync.Sandbox.Shopify;

/// <summary>Units of one order line.</summary>
/// <param name="LineId">Number of the line.</param>
/// <param name="Quantity">Units.</param>
public sealed record LineQuantity(long LineId, int Quantity);
