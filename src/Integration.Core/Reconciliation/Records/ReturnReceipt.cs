namespace ErpSync.Reconciliation.Records;

/// <summary>Goods that came back, as the warehouse or ERP booked them.</summary>
public sealed record ReturnReceipt
{
    /// <summary>Number of the receipt.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of the refunds it belongs to; empty when it names none.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Order number, or null.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Date of the receipt.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Units received.</summary>
    public required decimal Quantity { get; init; }
}
