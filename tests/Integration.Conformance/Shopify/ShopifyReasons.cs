namespace ErpSync.Conformance.Shopify;

/// <summary>What is not run against the sandbox shop, and why.</summary>
internal static class ShopifyReasons
{
    private const string NoAmounts = "Records of this kind carry no amounts.";
    private const string OneCurrency = "It is in the currency of the payout alone; there is no second side to mix up.";
    private const string NoOptional = "The shop answers an empty text of this record as it answers an absent one.";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["FID-01/item"] = NoAmounts,
        ["FID-02/item"] = NoAmounts,
        ["FID-03/item"] = NoAmounts,
        ["FID-01/customer"] = NoAmounts,
        ["FID-02/customer"] = NoAmounts,
        ["FID-03/customer"] = NoAmounts,
        ["FID-01/stock-level"] = NoAmounts,
        ["FID-02/stock-level"] = NoAmounts,
        ["FID-03/stock-level"] = NoAmounts,
        ["FID-02/payout"] = OneCurrency,
        ["FID-02/payment-dispute"] = OneCurrency,
        ["FID-03/payment-dispute"] = "A dispute has one amount and no parts.",
        ["FID-05/payment-dispute"] = "A dispute carries words of the API only, no free text.",
        ["FID-05/stock-level"] = "A stock level carries no text beside its SKU.",
        ["FID-05w/stock-level"] = "A stock level carries no text beside its SKU.",
        ["FID-06/stock-level"] = "A stock write carries no text of its own; the SKU only finds the article.",
        ["FID-06/shipment"] = "Shopify documents no length limit for what a fulfilment carries; nothing is cut by the adapter.",
        ["FID-07"] = NoOptional,
        ["SNK-09/shipment"] = "An order that the shop does not have was deleted there, which is Rejected; held and unrouted work cannot be arranged in the sandbox.",
        ["SRC-13/payout"] = "The sandbox takes minutes to make that many payouts; they are read page by page as customers are, and none is kept.",
        ["SRC-13/payment-dispute"] = "The sandbox takes minutes to make that many disputes; they are read page by page, and none is kept.",
        ["SRC-13/order"] = "Orders are read by the same feed class as customers, which are read in that number.",
        ["SRC-13/stock-level"] = "Levels are scanned by the same paging as items, which are read in that number.",
    };
}
