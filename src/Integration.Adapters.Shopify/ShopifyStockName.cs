namespace ErpSync.Adapters.Shopify;

/// <summary>Which of Shopify's named quantities a stock write sets. One connection uses one name and never mixes.</summary>
public enum ShopifyStockName
{
    /// <summary>
    /// <c>on_hand</c>: physical stock. Shopify keeps subtracting its own commitments, so orders the ERP has not seen yet are not sold twice. Default.
    /// </summary>
    OnHand,

    /// <summary>
    /// <c>available</c>: free to sell, net of everything the ERP has reserved. The connection then reads and writes this number as
    /// <see cref="ErpSync.Model.StockCell.OnHand"/>, so that what is compared is what is written.
    /// </summary>
    Available,
}
