using ErpSync.Model;

namespace ErpSync.Engine;

/// <summary>What a shop is told of a SKU.</summary>
/// <param name="Level">Quantities by location, the shop's own open orders included.</param>
/// <param name="Available">Units the shop may sell, its own open orders taken off; not below zero.</param>
internal sealed record ToldStock(StockLevel Level, decimal Available);
