using ErpSync.Adapters.Shopify.Transport;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Documents that read orders.</summary>
internal static class OrderOperations
{
    public static Operation ById { get; } = Operation.Load("orders-by-id");

    public static Operation Changed { get; } = Operation.Load("orders-changed");

    public static Operation Count { get; } = Operation.Load("orders-count");

    public static Operation Refunds { get; } = Operation.Load("refunds-by-id");

    public static Operation Returns { get; } = Operation.Load("returns-by-id");

    public static Operation GiftCards { get; } = Operation.Load("gift-cards-sold");

    public static Operation LinesPage { get; } = Operation.Load("order-line-items-page");

    public static Operation ShippingPage { get; } = Operation.Load("order-shipping-lines-page");

    public static Operation ReturnsPage { get; } = Operation.Load("order-returns-page");

    public static Operation FulfillmentOrdersPage { get; } = Operation.Load("order-fulfillment-orders-page");

    public static Operation FulfillmentOrderLinesPage { get; } = Operation.Load("fulfillment-order-lines-page");

    public static Operation FulfillmentLinesPage { get; } = Operation.Load("fulfillment-lines-page");

    public static Operation SchedulesPage { get; } = Operation.Load("payment-schedules-page");

    public static Operation RefundLinesPage { get; } = Operation.Load("refund-lines-page");

    public static Operation RefundShippingPage { get; } = Operation.Load("refund-shipping-page");

    public static Operation RefundAdjustmentsPage { get; } = Operation.Load("refund-adjustments-page");

    public static Operation RefundTransactionsPage { get; } = Operation.Load("refund-transactions-page");

    public static Operation ReturnLinesPage { get; } = Operation.Load("return-lines-page");

    public static Operation ExchangeLinesPage { get; } = Operation.Load("return-exchange-lines-page");
}
