namespace ErpSync.Sandbox.Shopify.State;

/// <summary>Reads the shop's own books for callers of <see cref="ShopWorld"/>.</summary>
internal static class ShopOrderReader
{
    public static ShopOrder Read(OrderState order) => new()
    {
        Id = order.Id,
        Name = order.Name,
        UpdatedAt = order.UpdatedAt,
        IsCancelled = order.CancelledAt is not null,
        IsTest = order.Test,
        PresentmentCurrency = order.Money.PresentmentCurrency,
        OriginalTotal = order.OriginalTotal.Shop,
        CurrentTotal = OrderMath.CurrentTotal(order).Shop,
        CurrentPresentmentTotal = OrderMath.CurrentTotal(order).Presentment,
        NetPayment = (OrderMath.Received(order) - OrderMath.Refunded(order)).Shop,
        Lines = [.. order.Lines.Select(line =>
            new ShopOrderLine(line.Id, line.Sku, line.Title, line.Quantity, line.CurrentQuantity, OrderMath.Unfulfilled(order, line)))],
        ShippingLineIds = [.. order.ShippingLines.Select(line => line.Id)],
        Refunds = [.. order.Refunds.Select(refund => Read(order, refund))],
        Fulfilments = [.. order.Fulfillments.Select(Read)],
    };

    public static ShopStock Read(LevelState level) => new(
        level.Item.Article.Sku, level.Item.InventoryItemId, level.Location.Id, level["available"], level["committed"], level["on_hand"]);

    private static ShopRefund Read(OrderState order, RefundState refund)
    {
        var money = order.Transactions.Where(transaction => transaction.RefundId == refund.Id).ToArray();
        return new ShopRefund(
            refund.Id,
            OrderMath.RefundTotal(order, refund).Shop,
            money.Where(transaction => transaction.IsSuccess).Sum(transaction => transaction.Amount.Shop),
            Array.Exists(money, transaction => transaction.Status == "PENDING"));
    }

    private static ShopFulfilment Read(FulfillmentState fulfillment) => new(
        fulfillment.Id,
        fulfillment.LocationId,
        fulfillment.Cancelled,
        fulfillment.Tracking,
        [.. fulfillment.Lines.Select(line => new LineQuantity(line.Line.Id, line.Quantity))]);
}
