using Orleans.Placement;

namespace ErpSync.Orleans;

/// <summary>Marks the grains that <see cref="LanePlacement"/> is for.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LanePlacementAttribute() : PlacementAttribute(new LanePlacement());
