namespace ErpSync.Reconciliation.Records;

/// <summary>A number that waits to be written to the shop.</summary>
/// <param name="Id">Id of the publication.</param>
/// <param name="Sku">Article.</param>
/// <param name="Location">Location.</param>
/// <param name="Value">Number to be shown.</param>
/// <param name="QueuedAt">Since when it waits.</param>
public sealed record QueuedPublication(string Id, string Sku, string Location, decimal Value, DateTimeOffset QueuedAt)
{
    internal string Key => $"{Sku}@{Location}";
}
