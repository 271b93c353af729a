namespace ErpSync.Adapters.Files;

/// <summary>A row of a file that could not be used.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Id">Record it belongs to (SKU, shipment, return), or null when that cannot be told.</param>
/// <param name="Code">Stable code, for example <c>files.snapshot-old</c>.</param>
/// <param name="Message">What is wrong.</param>
public sealed record WarehouseFileProblem(int Line, string? Id, string Code, string Message);
