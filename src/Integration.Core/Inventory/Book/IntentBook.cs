namespace ErpSync.Inventory;

internal sealed class IntentBook(string id, string pool, string? channel) : ClaimOwner("intent", id, pool, channel)
{
    /// <summary>True once it became an order or ran out.</summary>
    public bool IsOver { get; set; }
}
