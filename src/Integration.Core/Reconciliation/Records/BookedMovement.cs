namespace ErpSync.Reconciliation.Records;

/// <summary>A stock movement and the systems that booked it already.</summary>
public sealed record BookedMovement
{
    /// <summary>Id of the movement.</summary>
    public required string Id { get; init; }

    /// <summary>Article.</summary>
    public required string Sku { get; init; }

    /// <summary>Location.</summary>
    public required string Location { get; init; }

    /// <summary>Signed effect on stock: issues are negative.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Systems that booked it.</summary>
    public IReadOnlyList<StockSystem> PostedIn { get; init; } = [];

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True while its claim is still counted in the claims of the cell.</summary>
    public bool IsClaimOpen { get; init; }

    internal string Key => $"{Sku}@{Location}";

    internal bool IsPostedIn(StockSystem system) => PostedIn.Contains(system);
}
