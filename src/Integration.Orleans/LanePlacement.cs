using Orleans.Runtime;

namespace ErpSync.Orleans;

/// <summary>Lanes go where the plan of the living silos has them.</summary>
internal sealed class LanePlacement : PlacementStrategy;
