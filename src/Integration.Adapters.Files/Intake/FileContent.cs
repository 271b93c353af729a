using ErpSync.Model;

namespace ErpSync.Adapters.Files.Intake;

/// <summary>What one file says.</summary>
internal sealed record FileContent
{
    public IReadOnlyList<StockCount> Stock { get; init; } = [];

    public IReadOnlyList<Shipment> Shipments { get; init; } = [];

    public IReadOnlyList<WarehouseReturn> Returns { get; init; } = [];

    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>Rows with content, header not counted.</summary>
    public int Rows { get; init; }
}
