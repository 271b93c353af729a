namespace ErpSync.Inventory;

/// <summary>Units of one SKU that left a cell for an order line.</summary>
internal sealed class ShipmentBook(ClaimedLine line, string location)
{
    public ClaimedLine Line { get; } = line;

    public string Location { get; } = location;

    /// <summary>Base units.</summary>
    public decimal Quantity { get; set; }

    public long? IssueSequence { get; set; }

    public DateTimeOffset? IssuedAt { get; set; }
}
