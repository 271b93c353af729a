namespace ErpSync.Engine;

/// <summary>Shipments go from a system to a shop.</summary>
/// <param name="Executor">Connection id of the executing system.</param>
/// <param name="Shop">Connection id of the shop.</param>
internal sealed record FulfilmentRoute(string Executor, string Shop);
