namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>Units of one order line that one fulfilment order still has to ship.</summary>
internal sealed class OpenWork(string fulfillmentOrder, string workLine, string orderLine, string? sku, string? location, int remaining, bool canFulfil)
{
    public string FulfillmentOrder { get; } = fulfillmentOrder;

    public string WorkLine { get; } = workLine;

    public string OrderLine { get; } = orderLine;

    public string? Sku { get; } = sku;

    /// <summary>Shop location it is assigned to.</summary>
    public string? Location { get; } = location;

    public int Remaining { get; set; } = remaining;

    /// <summary>False while it is on hold, scheduled or with a fulfilment service.</summary>
    public bool CanFulfil { get; } = canFulfil;
}
