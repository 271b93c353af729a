using ErpSync.Adapters.Files;
using ErpSync.Storage;

namespace WarehouseFiles;

/// <summary>A return and the order behind it.</summary>
/// <param name="Return">The return; null when it is gone.</param>
/// <param name="Order">Subject of the order; null when the number is unknown.</param>
internal sealed record ReturnReading(WarehouseReturn? Return, SubjectKey? Order);
