namespace ErpSync.Adapters.Files;

/// <summary>Goods that came back to the warehouse. Entity <see cref="EntityName"/>.</summary>
public sealed record WarehouseReturn
{
    /// <summary>Name of the entity.</summary>
    public const string EntityName = "warehouse-return";

    /// <summary>Id in the warehouse.</summary>
    public required string Id { get; init; }

    /// <summary>Number of the order it belongs to.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When it was received.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What came back.</summary>
    public IReadOnlyList<WarehouseReturnLine> Lines { get; init; } = [];
}
