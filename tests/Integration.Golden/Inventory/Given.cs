using ErpSync.Inventory;

namespace ErpSync.Golden.Inventory;

/// <summary>What a case starts from.</summary>
internal sealed record Given(InventorySetup Setup, InventoryOpening Opening);
