using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>What hangs on an order: payments, shipments, refunds, returns.</summary>
internal sealed partial class OrderProjection
{
    private GraphNode Transaction(TransactionState transaction) => Keep(new GraphNode("OrderTransaction")
    {
        ["id"] = Gid.Of("OrderTransaction", transaction.Id),
        ["kind"] = transaction.Kind,
        ["status"] = transaction.Status,
        ["gateway"] = transaction.Gateway,
        ["formattedGateway"] = transaction.Gateway.Replace('_', ' '),
        ["test"] = transaction.Test,
        ["createdAt"] = transaction.CreatedAt,
        ["processedAt"] = transaction.CreatedAt,
        ["manualPaymentGateway"] = transaction.Manual,
        ["paymentId"] = order.Name + "." + transaction.Id.ToString(CultureInfo.InvariantCulture),
        ["amountSet"] = Money(transaction.Amount),
        ["parentTransaction"] = transaction.ParentId is { } parent ? new GraphRef(Gid.Of("OrderTransaction", parent)) : null,
        ["order"] = new GraphRef(order.GlobalId),
        ["fees"] = Array.Empty<object>(),
    });

    private GraphNode Refund(RefundState refund) => Keep(new GraphNode("Refund")
    {
        ["id"] = Gid.Of("Refund", refund.Id),
        ["legacyResourceId"] = refund.Id,
        ["createdAt"] = refund.CreatedAt,
        ["processedAt"] = refund.CreatedAt,
        ["updatedAt"] = refund.UpdatedAt,
        ["note"] = refund.Note,
        ["order"] = new GraphRef(order.GlobalId),
        ["return"] = refund.ReturnId is { } id ? new GraphRef(Gid.Of("Return", id)) : null,
        ["duties"] = Array.Empty<object>(),
        ["totalRefundedSet"] = Money(Bag.Sum(order.Transactions.Where(t => t.RefundId == refund.Id && t.IsSuccess).Select(t => t.Amount))),
        ["refundLineItems"] = refund.Lines.Select(line => new GraphNode("RefundLineItem")
        {
            ["id"] = Gid.Of("RefundLineItem", line.Id),
            ["quantity"] = line.Quantity,
            ["restockType"] = line.RestockType,
            ["restocked"] = line.Restocked,
            ["lineItem"] = new GraphRef(Gid.Of("LineItem", line.Line.Id)),
            ["location"] = line.LocationId is { } location ? new GraphRef(Gid.Of("Location", location)) : null,
            ["priceSet"] = Money(order.Money.Part(line.Amount, 1, line.Quantity)),
            ["subtotalSet"] = Money(line.Amount),
            ["totalTaxSet"] = Money(line.Tax),
        }).ToArray(),
        ["refundShippingLines"] = refund.Shipping.Select(line => new GraphNode("RefundShippingLine")
        {
            ["id"] = Gid.Of("RefundShippingLine", line.Id),
            ["shippingLine"] = ShippingLine(line.Line),
            ["subtotalAmountSet"] = Money(line.Amount),
            ["taxAmountSet"] = Money(line.Tax),
        }).ToArray(),
        ["orderAdjustments"] = refund.Adjustments.Select(adjustment => new GraphNode("OrderAdjustment")
        {
            ["id"] = Gid.Of("OrderAdjustment", adjustment.Id),
            ["reason"] = adjustment.Reason,
            // Shopify counts in the merchant's favour: money paid back on top is negative.
            ["amountSet"] = Money(-adjustment.Amount),
            ["taxAmountSet"] = Money(Bag.Zero),
        }).ToArray(),
        ["transactions"] = order.Transactions.Where(t => t.RefundId == refund.Id).Select(t => new GraphRef(Gid.Of("OrderTransaction", t.Id))).ToArray(),
    });

    private GraphNode Return(ReturnState item) => Keep(new GraphNode("Return")
    {
        ["id"] = Gid.Of("Return", item.Id),
        ["name"] = item.Name,
        ["status"] = item.Status,
        ["createdAt"] = item.CreatedAt,
        ["requestApprovedAt"] = item.CreatedAt,
        ["closedAt"] = item.ClosedAt,
        ["totalQuantity"] = item.Lines.Sum(line => line.Quantity),
        ["order"] = new GraphRef(order.GlobalId),
        ["refunds"] = order.Refunds.Where(refund => refund.ReturnId == item.Id).Select(refund => new GraphRef(Gid.Of("Refund", refund.Id))).ToArray(),
        ["returnLineItems"] = item.Lines.Select(line => new GraphNode("ReturnLineItem")
        {
            ["id"] = Gid.Of("ReturnLineItem", line.Id),
            ["quantity"] = line.Quantity,
            ["refundedQuantity"] = line.Refunded,
            ["refundableQuantity"] = line.Quantity - line.Refunded,
            ["processedQuantity"] = line.Refunded,
            ["processableQuantity"] = line.Quantity - line.Refunded,
            ["unprocessedQuantity"] = line.Quantity - line.Refunded,
            ["returnReasonNote"] = line.Note ?? "",
            ["withCodeDiscountedTotalPriceSet"] = Money(order.Money.Part(line.Line.Discounted, line.Quantity, line.Line.Quantity)),
            ["fulfillmentLineItem"] = FulfillmentLine(line.Line),
        }).ToArray(),
        ["exchangeLineItems"] = item.ExchangeLines.Select(line => new GraphNode("ExchangeLineItem")
        {
            ["id"] = Gid.Of("ExchangeLineItem", line.Id),
            ["quantity"] = line.Quantity,
            ["processedQuantity"] = line.Quantity,
            ["lineItems"] = new object[] { new GraphRef(Gid.Of("LineItem", line.Id)) },
            ["variantId"] = line.Item is null ? null : Gid.Of("ProductVariant", line.Item.VariantId),
        }).ToArray(),
        ["returnShippingFees"] = Array.Empty<object>(),
        ["reverseFulfillmentOrders"] = new[] { ReverseOrder(item) },
    });

    private GraphNode ReverseOrder(ReturnState item) => new("ReverseFulfillmentOrder")
    {
        ["id"] = Gid.Of("ReverseFulfillmentOrder", item.ReverseOrderId),
        ["status"] = item.Status == "CLOSED" ? "CLOSED" : "OPEN",
        ["order"] = new GraphRef(order.GlobalId),
        ["lineItems"] = item.Lines.Select(line => new GraphNode("ReverseFulfillmentOrderLineItem")
        {
            ["id"] = Gid.Of("ReverseFulfillmentOrderLineItem", line.Id),
            ["totalQuantity"] = line.Quantity,
            ["fulfillmentLineItem"] = FulfillmentLine(line.Line),
            ["dispositions"] = line.Restocked == 0 ? Array.Empty<object>() :
            [
                new GraphNode("ReverseFulfillmentOrderDisposition")
                {
                    ["id"] = Gid.Of("ReverseFulfillmentOrderDisposition", line.Id),
                    ["type"] = "RESTOCKED",
                    ["quantity"] = line.Restocked,
                    ["location"] = new GraphRef(Gid.Of("Location", item.LocationId)),
                },
            ],
        }).ToArray(),
    };

    private GraphNode? FulfillmentLine(LineState line) => order.Fulfillments
        .SelectMany(fulfillment => fulfillment.Lines)
        .Where(candidate => candidate.Line == line)
        .Select(FulfillmentLine)
        .FirstOrDefault();

    private GraphNode FulfillmentLine(FulfillmentLineState line) => new("FulfillmentLineItem")
    {
        ["id"] = Gid.Of("FulfillmentLineItem", line.Id),
        ["quantity"] = line.Quantity,
        ["lineItem"] = new GraphRef(Gid.Of("LineItem", line.Line.Id)),
        ["originalTotalSet"] = Money(line.Line.UnitPrice * line.Quantity),
        ["discountedTotalSet"] = Money(order.Money.Part(line.Line.Discounted, line.Quantity, line.Line.Quantity)),
    };

    private GraphNode Fulfillment(FulfillmentState fulfillment) => Keep(new GraphNode("Fulfillment")
    {
        ["id"] = Gid.Of("Fulfillment", fulfillment.Id),
        ["legacyResourceId"] = fulfillment.Id,
        ["name"] = fulfillment.Name,
        ["status"] = fulfillment.Cancelled ? "CANCELLED" : "SUCCESS",
        ["displayStatus"] = fulfillment.Cancelled ? "CANCELED" : "FULFILLED",
        ["createdAt"] = fulfillment.CreatedAt,
        ["updatedAt"] = fulfillment.UpdatedAt,
        ["location"] = new GraphRef(Gid.Of("Location", fulfillment.LocationId)),
        ["order"] = new GraphRef(order.GlobalId),
        ["requiresShipping"] = true,
        ["totalQuantity"] = fulfillment.Lines.Sum(line => line.Quantity),
        ["trackingInfo"] = fulfillment.Tracking.Select(tracking => new GraphNode("FulfillmentTrackingInfo")
        {
            ["company"] = tracking.Company,
            ["number"] = tracking.Number,
            ["url"] = tracking.Url,
        }).ToArray(),
        ["fulfillmentLineItems"] = fulfillment.Lines.Select(FulfillmentLine).ToArray(),
        ["fulfillmentOrders"] = new object[] { new GraphRef(Gid.Of("FulfillmentOrder", fulfillment.FulfillmentOrderId)) },
    });

    private GraphNode FulfillmentOrder(FulfillmentOrderState work) => Keep(new GraphNode("FulfillmentOrder")
    {
        ["id"] = Gid.Of("FulfillmentOrder", work.Id),
        ["status"] = work.Status,
        ["requestStatus"] = "UNSUBMITTED",
        ["createdAt"] = work.CreatedAt,
        ["updatedAt"] = work.UpdatedAt,
        ["order"] = new GraphRef(order.GlobalId),
        ["orderId"] = order.GlobalId,
        ["orderName"] = order.Name,
        ["orderProcessedAt"] = order.CreatedAt,
        ["assignedLocation"] = new GraphNode("FulfillmentOrderAssignedLocation")
        {
            ["name"] = Gid.Of("Location", work.LocationId),
            ["countryCode"] = "DE",
            ["location"] = new GraphRef(Gid.Of("Location", work.LocationId)),
        },
        ["deliveryMethod"] = new GraphNode("DeliveryMethod") { ["id"] = Gid.Of("DeliveryMethod", work.Id), ["methodType"] = "SHIPPING" },
        ["fulfillmentHolds"] = Array.Empty<object>(),
        ["supportedActions"] = work.IsOpen
            ? new[] { new GraphNode("FulfillmentOrderSupportedAction") { ["action"] = "CREATE_FULFILLMENT" } }
            : [],
        ["fulfillments"] = order.Fulfillments.Where(f => f.FulfillmentOrderId == work.Id).Select(f => new GraphRef(Gid.Of("Fulfillment", f.Id))).ToArray(),
        ["lineItems"] = work.Lines.Select(line => new GraphNode("FulfillmentOrderLineItem")
        {
            ["id"] = Gid.Of("FulfillmentOrderLineItem", line.Id),
            ["sku"] = line.Line.Sku,
            ["productTitle"] = line.Line.Title,
            ["requiresShipping"] = line.Line.RequiresShipping,
            ["totalQuantity"] = line.Total,
            ["remainingQuantity"] = work.Cancelled ? 0 : line.Remaining,
            ["inventoryItemId"] = line.Line.Item?.InventoryGlobalId,
            ["lineItem"] = new GraphRef(Gid.Of("LineItem", line.Line.Id)),
            ["variant"] = line.Line.Item is null ? null : new GraphRef(Gid.Of("ProductVariant", line.Line.Item.VariantId)),
        }).ToArray(),
    });

    private GraphNode? PaymentTerms()
    {
        if (order.PaymentTermsDays is not { } days)
        {
            return null;
        }

        var due = OrderMath.Outstanding(order);
        return Keep(new GraphNode("PaymentTerms")
        {
            ["id"] = Gid.Of("PaymentTerms", order.Id),
            ["order"] = new GraphRef(order.GlobalId),
            ["paymentTermsName"] = string.Create(CultureInfo.InvariantCulture, $"Net {days}"),
            ["paymentTermsType"] = "NET",
            ["dueInDays"] = days,
            ["paymentSchedules"] = new[]
            {
                new GraphNode("PaymentSchedule")
                {
                    ["id"] = Gid.Of("PaymentSchedule", order.Id),
                    ["issuedAt"] = order.CreatedAt,
                    ["dueAt"] = order.CreatedAt.AddDays(days),
                    ["balanceDue"] = MoneyRules.Money(due.Presentment, order.Money.PresentmentCurrency),
                    ["totalBalance"] = MoneyRules.Money(due.Presentment, order.Money.PresentmentCurrency),
                },
            },
        });
    }
}
