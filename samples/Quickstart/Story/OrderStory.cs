using ErpSync.Sandbox.Shopify;

namespace Quickstart.Story;

/// <summary>The life of one order, decided by the seed before it begins.</summary>
internal sealed class OrderStory(NewOrder placed, EarlyStep early, int parcels, IReadOnlyList<LateStep> late)
{
    // A gesture comes after everything that is owed: no more goes back than was paid.
    private readonly Queue<LateStep> _late = new(late.OrderBy(step => step == LateStep.Goodwill));

    public NewOrder Placed { get; } = placed;

    public EarlyStep Early { get; } = early;

    /// <summary>Parcels in which it leaves; 0 stays open.</summary>
    public int Parcels { get; } = parcels;

    public long OrderId { get; private set; }

    public string Name { get; private set; } = "";

    public StoryPhase Phase { get; private set; }

    public int ParcelsSent { get; private set; }

    /// <summary>How far it has come; only ever grows.</summary>
    public int Steps => (int)Phase + ParcelsSent + late.Count - _late.Count;

    public void Begin(ShopOrder order)
    {
        OrderId = order.Id;
        Name = order.Name;
        Phase = StoryPhase.Placed;
    }

    public void EarlyDone() => Phase = Early == EarlyStep.Cancel || Parcels == 0 ? StoryPhase.Over : StoryPhase.ReadyToShip;

    /// <summary>A parcel left; one that held everything is the last, whatever was intended.</summary>
    public void ParcelSent(bool wasLast)
    {
        if (++ParcelsSent == Parcels || wasLast)
        {
            Phase = StoryPhase.Shipped;
        }
    }

    public LateStep? NextLate() => _late.TryDequeue(out var step) ? step : null;

    public void Close() => Phase = StoryPhase.Over;
}
