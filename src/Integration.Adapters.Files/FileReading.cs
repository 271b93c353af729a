namespace ErpSync.Adapters.Files;

/// <summary>A file and what became of it.</summary>
/// <param name="File">The file; null when it was taken away.</param>
internal sealed record FileReading(WarehouseFile? File);
