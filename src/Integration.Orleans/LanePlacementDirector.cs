using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace ErpSync.Orleans;

/// <summary>Places a lane where the plan has it, or here when the plan's silo is unknown to the cluster.</summary>
internal sealed class LanePlacementDirector(LanePlan plan) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var wanted = plan.OwnerOf((int)target.GrainIdentity.GetIntegerKey());
        var planned = Array.Find(silos, silo => silo.ToParsableString() == wanted);
        var local = Array.Find(silos, silo => silo.Equals(context.LocalSilo));
        return Task.FromResult(planned ?? local ?? silos[0]);
    }
}
