using Orleans;

namespace ErpSync.Orleans;

/// <summary>Takes a seat where it becomes active and leaves it only when the lane was given back: whoever activates it next finds the lane free.</summary>
[KeepAlive]
[LanePlacement]
internal sealed class LaneGrain(LaneSeats seats) : Grain, ILaneGrain
{
    private int Lane => (int)this.GetPrimaryKeyLong();

    public ValueTask HoldAsync() => ValueTask.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        seats.Take(Lane, GrainContext);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => seats.LeaveAsync(Lane, GrainContext, cancellationToken);
}
