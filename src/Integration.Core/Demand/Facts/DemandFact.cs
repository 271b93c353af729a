namespace ErpSync.Demand;

/// <summary>Something that happened and says something about demand. Facts are never changed; a late one has a later <see cref="KnownAt"/>.</summary>
public abstract record DemandFact
{
    private DemandFact()
    {
    }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it became known; null for at once.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    internal DateTimeOffset Known => KnownAt ?? At;

    /// <summary>An order was placed. A line that is known already is not read again.</summary>
    /// <param name="Order">Id of the order.</param>
    /// <param name="Channel">Channel it was placed in.</param>
    /// <param name="Lines">Its lines.</param>
    public sealed record Ordered(string Order, string Channel, IReadOnlyList<DemandLine> Lines) : DemandFact;

    /// <summary>Units of a line were cancelled.</summary>
    /// <param name="Order">Id of the order.</param>
    /// <param name="Line">Line of the order.</param>
    /// <param name="Quantity">Base units, or kits.</param>
    /// <param name="Cause">Why.</param>
    public sealed record Cancelled(string Order, string Line, decimal Quantity, DemandCancelCause Cause) : DemandFact;

    /// <summary>Units of a line left.</summary>
    /// <param name="Order">Id of the order.</param>
    /// <param name="Line">Line of the order.</param>
    /// <param name="Quantity">Base units, or kits.</param>
    public sealed record Shipped(string Order, string Line, decimal Quantity) : DemandFact;

    /// <summary>Units of a line came back.</summary>
    /// <param name="Order">Id of the order.</param>
    /// <param name="Line">Line of the order.</param>
    /// <param name="Quantity">Base units, or kits.</param>
    public sealed record Returned(string Order, string Line, decimal Quantity) : DemandFact;

    /// <summary>Units of a line were exchanged evenly for another item.</summary>
    /// <param name="Order">Id of the order.</param>
    /// <param name="Line">Line of the order.</param>
    /// <param name="Quantity">Base units, or kits.</param>
    /// <param name="Item">The replacement.</param>
    public sealed record Exchanged(string Order, string Line, decimal Quantity, string Item) : DemandFact;

    /// <summary>Somebody wanted units and was refused for lack of stock.</summary>
    /// <param name="Channel">Channel.</param>
    /// <param name="Item">Item.</param>
    /// <param name="Quantity">Units asked for.</param>
    /// <param name="Session">The shopper's session, so that trying again does not count twice; null when not known.</param>
    public sealed record Denied(string Channel, string Item, decimal Quantity, string? Session) : DemandFact;

    /// <summary>From now on a channel can sell this many units.</summary>
    /// <param name="Channel">Channel.</param>
    /// <param name="Item">Item.</param>
    /// <param name="Quantity">Units available to promise.</param>
    public sealed record Publishable(string Channel, string Item, decimal Quantity) : DemandFact;

    /// <summary>A source's facts of a day are incomplete.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Date">The day.</param>
    public sealed record SourceOutage(string Source, DateOnly Date) : DemandFact;

    /// <summary>A source's facts of a day are complete again.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Date">The day.</param>
    public sealed record SourceRecovered(string Source, DateOnly Date) : DemandFact;
}
