namespace ErpSync.Adapters.Shopify;

/// <summary>Which of Shopify's named quantities a stock write sets. One connection uses one name and never mixes.</summary>
public enum ShopifyStockName
{
    /// <summary>
    /// <c>on_hand</c>: physical stock. Shopify keeps subtracting its own commitments, so orders the ERP has not seen yet are not sold twice. Default.
    /// </summary>
    OnHand,

    /// <summary><c>available</c>: free to sell, net of everything the ERP has reserved.</summary>
    Available,
}
