namespace ErpSync.Adapters.Files;

/// <summary>
/// A file the warehouse sent and what became of it. Entity <see cref="EntityName"/>. A file that was refused, or rows that name no record, are a fault of this
/// record until its report is taken out of the reject folder.
/// </summary>
public sealed record WarehouseFile
{
    /// <summary>Name of the entity.</summary>
    public const string EntityName = "warehouse-file";

    /// <summary>Number of the file and its name, for example <c>000000000007-stock-1.csv</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Rows with content, header not counted.</summary>
    public int Rows { get; init; }

    /// <summary>What could not be used of it.</summary>
    public IReadOnlyList<WarehouseFileProblem> Problems { get; init; } = [];
}
