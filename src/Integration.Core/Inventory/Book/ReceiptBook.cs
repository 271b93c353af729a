namespace ErpSync.Inventory;

internal sealed class ReceiptBook(string id, DateTimeOffset? expectedAt)
{
    public string Id { get; } = id;

    public DateTimeOffset? ExpectedAt { get; } = expectedAt;

    public decimal Quantity { get; set; }
}
