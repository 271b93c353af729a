using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>Turns an order into the object graph the API answers from.</summary>
internal sealed class OrderProjection(OrderState order)
{
    private readonly Dictionary<string, GraphNode> _children = new(StringComparer.Ordinal);
    private readonly List<GraphNode> _discounts = [.. order.Discounts.Select(Discount(order))];

    /// <summary>The objects of the order that can be asked for by id of their own.</summary>
    public IReadOnlyDictionary<string, GraphNode> Children => _children;

    public GraphNode Build()
    {
        var lines = order.Lines.Select(Line).ToArray();
        var shipping = order.ShippingLines.Select(ShippingLine).ToArray();
        var fulfillmentOrders = order.FulfillmentOrders.Select(FulfillmentOrder).ToArray();
        var fulfillments = order.Fulfillments.Select(Fulfillment).ToArray();
        var transactions = order.Transactions.Select(Transaction).ToArray();
        var refunds = order.Refunds.Select(Refund).ToArray();
        var node = Keep(new GraphNode("Order")
        {
            ["id"] = order.GlobalId,
            ["legacyResourceId"] = order.Id,
            ["name"] = order.Name,
            ["number"] = order.Number,
            ["confirmationNumber"] = "C" + order.Number.ToString("D8", CultureInfo.InvariantCulture),
            ["createdAt"] = order.CreatedAt,
            ["processedAt"] = order.CreatedAt,
            ["updatedAt"] = order.UpdatedAt,
            ["cancelledAt"] = order.CancelledAt,
            ["cancelReason"] = order.CancelReason,
            ["cancellation"] = order.CancelledAt is null ? null : new GraphNode("OrderCancellation"),
            ["closed"] = order.ClosedAt is not null,
            ["closedAt"] = order.ClosedAt,
            ["test"] = order.Test,
            ["edited"] = order.Edited,
            ["email"] = order.Email,
            ["phone"] = order.Phone,
            ["poNumber"] = order.PoNumber,
            ["note"] = order.Note,
            ["sourceName"] = order.SourceName,
            ["customerLocale"] = "de",
            ["tags"] = order.Tags,
            ["customAttributes"] = Attributes(order.Attributes),
            ["currencyCode"] = order.Money.ShopCurrency,
            ["presentmentCurrencyCode"] = order.Money.PresentmentCurrency,
            ["taxesIncluded"] = order.TaxesIncluded,
            ["customer"] = order.CustomerId is { } customer ? new GraphRef(Gid.Of("Customer", customer)) : null,
            ["purchasingEntity"] = order.CustomerId is { } buyer ? new GraphRef(Gid.Of("Customer", buyer)) : null,
            ["billingAddress"] = AddressNode.Of(order.BillingAddress, order.Id),
            ["shippingAddress"] = AddressNode.Of(order.ShippingAddress, order.Id),
            ["displayAddress"] = AddressNode.Of(order.ShippingAddress ?? order.BillingAddress, order.Id),
            ["displayFinancialStatus"] = OrderMath.FinancialStatus(order),
            ["displayFulfillmentStatus"] = OrderMath.FulfillmentStatus(order),
            ["returnStatus"] = ReturnStatus(),
            ["fulfillable"] = order.FulfillmentOrders.Exists(work => work.IsOpen),
            ["requiresShipping"] = order.Lines.Exists(line => line.RequiresShipping),
            ["paymentGatewayNames"] = order.Transactions.Select(transaction => transaction.Gateway).Distinct(StringComparer.Ordinal).ToArray(),
            ["discountCodes"] = order.Discounts.Where(discount => discount.Definition.Kind == NewDiscountKind.Code).Select(discount => discount.Definition.Name).ToArray(),
            ["discountCode"] = order.Discounts.FirstOrDefault(discount => discount.Definition.Kind == NewDiscountKind.Code)?.Definition.Name,
            ["discountApplications"] = _discounts,
            ["lineItems"] = lines,
            ["shippingLines"] = shipping,
            ["shippingLine"] = shipping.FirstOrDefault(),
            ["transactions"] = transactions,
            ["transactionsCount"] = Count(transactions.Length),
            ["refunds"] = refunds,
            ["returns"] = order.Returns.Select(Return).ToArray(),
            ["fulfillmentOrders"] = fulfillmentOrders,
            ["fulfillments"] = fulfillments,
            ["fulfillmentsCount"] = Count(fulfillments.Length),
            ["paymentTerms"] = PaymentTerms(),
            ["taxLines"] = AggregateTaxes(line => line.Taxes.Select(tax => (tax, tax.Amount)), line => line.Taxes.Select(tax => (tax, tax.Amount))),
            ["currentTaxLines"] = AggregateTaxes(line => Current(line.Taxes, line.Tax, line.Current.Tax), line => Current(line.Taxes, line.Tax, line.CurrentTax)),
            ["merchantEditable"] = order.CancelledAt is null,
            ["restockable"] = order.Lines.Exists(line => line.CurrentQuantity > 0),
            ["refundable"] = OrderMath.Received(order).Shop > OrderMath.Refunded(order).Shop,
            ["subtotalLineItemsQuantity"] = order.Lines.Where(line => line is { IsTip: false, IsGiftCard: false }).Sum(line => line.Quantity),
            ["currentSubtotalLineItemsQuantity"] = order.Lines.Where(line => line is { IsTip: false, IsGiftCard: false }).Sum(line => line.CurrentQuantity),
            ["risk"] = new GraphNode("OrderRiskSummary") { ["recommendation"] = "NONE", ["assessments"] = Array.Empty<object>() },
        });
        AddMoney(node);
        foreach (var (field, value) in order.Recorded)
        {
            node[field] = value;
        }

        return node;
    }

    public IEnumerable<string> AllIds()
    {
        Build();
        return _children.Keys;
    }

    private void AddMoney(GraphNode node)
    {
        var received = OrderMath.Received(order);
        var refunded = OrderMath.Refunded(order);
        var outstanding = OrderMath.Outstanding(order);
        node["fullyPaid"] = outstanding.Shop <= 0;
        node["unpaid"] = received.IsZero && outstanding.Shop > 0;
        Set("originalTotalPriceSet", order.OriginalTotal);
        Set("totalPriceSet", OrderMath.Total(order));
        Set("subtotalPriceSet", OrderMath.Subtotal(order));
        Set("totalTaxSet", OrderMath.Tax(order));
        Set("totalDiscountsSet", OrderMath.Discounts(order));
        Set("totalShippingPriceSet", OrderMath.ShippingTotal(order));
        Set("totalTipReceivedSet", OrderMath.Tips(order));
        Set("currentTotalPriceSet", OrderMath.CurrentTotal(order));
        Set("currentSubtotalPriceSet", OrderMath.CurrentSubtotal(order));
        Set("currentTotalTaxSet", OrderMath.CurrentTax(order));
        Set("currentTotalDiscountsSet", OrderMath.CurrentDiscounts(order));
        Set("currentShippingPriceSet", OrderMath.CurrentShipping(order));
        Set("totalReceivedSet", received);
        Set("totalRefundedSet", refunded);
        Set("totalRefundedShippingSet", Bag.Sum(order.Refunds.SelectMany(refund => refund.Shipping).Select(line => line.Amount)));
        Set("netPaymentSet", received - refunded);
        Set("totalOutstandingSet", outstanding);
        Set("totalCapturableSet", OrderMath.Authorized(order));
        Set("refundDiscrepancySet", OrderMath.Discrepancy(order));
        node["totalCashRoundingAdjustment"] = new GraphNode("CashRoundingAdjustment") { ["paymentSet"] = Money(Bag.Zero), ["refundSet"] = Money(Bag.Zero) };

        void Set(string field, Bag bag) => node[field] = Money(bag);
    }

    private GraphNode Line(LineState line)
    {
        var open = OrderMath.Unfulfilled(order, line);
        var lineDiscount = Bag.Sum(line.Allocations.Where(allocation => IsLineLevel(allocation, codes: true)).Select(allocation => allocation.Amount));
        var lineDiscountWithoutCodes = Bag.Sum(line.Allocations.Where(allocation => IsLineLevel(allocation, codes: false)).Select(allocation => allocation.Amount));
        return Keep(new GraphNode("LineItem")
        {
            ["id"] = Gid.Of("LineItem", line.Id),
            ["name"] = line.Title,
            ["title"] = line.Title,
            ["sku"] = line.Sku,
            ["vendor"] = line.Item is null ? null : "Sandbox",
            ["quantity"] = line.Quantity,
            ["currentQuantity"] = line.CurrentQuantity,
            ["refundableQuantity"] = line.CurrentQuantity,
            ["unfulfilledQuantity"] = open,
            ["nonFulfillableQuantity"] = line.Quantity - open - line.Fulfilled,
            ["requiresShipping"] = line.RequiresShipping,
            ["taxable"] = line.Taxable,
            ["isGiftCard"] = line.IsGiftCard,
            ["merchantEditable"] = order.CancelledAt is null && open > 0,
            ["restockable"] = line.Item is not null,
            ["product"] = line.Item is null ? null : new GraphRef(Gid.Of("Product", line.Item.ProductId)),
            ["variant"] = line.Item is null ? null : new GraphRef(Gid.Of("ProductVariant", line.Item.VariantId)),
            ["customAttributes"] = Attributes(line.Attributes),
            ["originalUnitPriceSet"] = Money(line.UnitPrice),
            ["originalTotalSet"] = Money(line.OriginalTotal),
            ["discountedUnitPriceSet"] = Money(order.Money.Part(line.OriginalTotal - lineDiscountWithoutCodes, 1, line.Quantity)),
            ["discountedUnitPriceAfterAllDiscountsSet"] = Money(order.Money.Part(line.Discounted, 1, line.Quantity)),
            ["discountedTotalSet"] = Money(line.OriginalTotal - lineDiscountWithoutCodes),
            ["discountedTotalSet(withCodeDiscounts)"] = Money(line.OriginalTotal - lineDiscount),
            ["totalDiscountSet"] = Money(lineDiscount),
            ["unfulfilledDiscountedTotalSet"] = Money(order.Money.Part(line.OriginalTotal - lineDiscount, open, line.Quantity)),
            ["unfulfilledOriginalTotalSet"] = Money(line.UnitPrice * open),
            ["discountAllocations"] = line.Allocations.Select(Allocation).ToArray(),
            ["taxLines"] = line.Taxes.Select(tax => TaxLine(tax, tax.Amount)).ToArray(),
            ["duties"] = Array.Empty<object>(),
        });
    }

    private bool IsLineLevel(AllocationState allocation, bool codes)
    {
        var discount = order.Discounts[allocation.Discount].Definition;
        return discount.Line is not null && (codes || discount.Kind != NewDiscountKind.Code);
    }

    private GraphNode Allocation(AllocationState allocation) => new("DiscountAllocation")
    {
        ["allocatedAmountSet"] = Money(allocation.Amount),
        ["discountApplication"] = _discounts[allocation.Discount],
    };

    private static Func<DiscountState, GraphNode> Discount(OrderState order) => discount =>
    {
        var definition = discount.Definition;
        var node = new GraphNode(definition.Kind switch
        {
            NewDiscountKind.Code => "DiscountCodeApplication",
            NewDiscountKind.Automatic => "AutomaticDiscountApplication",
            _ => "ManualDiscountApplication",
        })
        {
            ["index"] = discount.Index,
            ["allocationMethod"] = definition.Line is null ? "ACROSS" : "EACH",
            ["targetSelection"] = definition.Line is null ? "ALL" : "EXPLICIT",
            ["targetType"] = definition.OnShipping ? "SHIPPING_LINE" : "LINE_ITEM",
            ["value"] = definition.Percentage is { } percentage
                ? new GraphNode("PricingPercentageValue") { ["percentage"] = percentage }
                : MoneyRules.Money(definition.Amount ?? 0, order.Money.ShopCurrency),
            [definition.Kind == NewDiscountKind.Code ? "code" : "title"] = definition.Name,
        };
        return node;
    };

    private GraphNode ShippingLine(ShippingState line) => new("ShippingLine")
    {
        ["id"] = Gid.Of("ShippingLine", line.Id),
        ["title"] = line.Title,
        ["code"] = line.Code ?? line.Title,
        ["source"] = "shopify",
        ["custom"] = false,
        ["isRemoved"] = line.IsRemoved,
        ["originalPriceSet"] = Money(line.Price),
        ["discountedPriceSet"] = Money(line.Discounted),
        ["currentDiscountedPriceSet"] = Money(line.Current),
        ["discountAllocations"] = line.Allocations.Select(Allocation).ToArray(),
        ["taxLines"] = line.Taxes.Select(tax => TaxLine(tax, tax.Amount)).ToArray(),
    };

    private GraphNode TaxLine(TaxState tax, Bag amount) => new("TaxLine")
    {
        ["title"] = tax.Title,
        ["rate"] = tax.Rate,
        ["ratePercentage"] = tax.Rate * 100,
        ["priceSet"] = Money(amount),
        ["channelLiable"] = false,
    };

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

    private string ReturnStatus() => order.Returns.Count == 0 ? "NO_RETURN"
        : order.Returns.Exists(item => item.Status == "OPEN") ? "IN_PROGRESS"
        : "RETURNED";

    private GraphNode[] AggregateTaxes(
        Func<LineState, IEnumerable<(TaxState Tax, Bag Amount)>> ofLine, Func<ShippingState, IEnumerable<(TaxState Tax, Bag Amount)>> ofShipping) =>
        [.. order.Lines.SelectMany(ofLine).Concat(order.ShippingLines.SelectMany(ofShipping))
            .GroupBy(entry => (entry.Tax.Title, entry.Tax.Rate))
            .Select(group => TaxLine(group.First().Tax, Bag.Sum(group.Select(entry => entry.Amount))))];

    private IEnumerable<(TaxState Tax, Bag Amount)> Current(List<TaxState> taxes, Bag all, Bag left) => all == left
        ? taxes.Select(tax => (tax, tax.Amount))
        : taxes.Zip(order.Money.Share(left, [.. taxes.Select(tax => tax.Amount)]));

    private GraphNode Money(Bag bag) => order.Money.Node(bag);

    private static GraphNode Count(int count) => new("Count") { ["count"] = count, ["precision"] = "EXACT" };

    private static GraphNode[] Attributes(IReadOnlyList<KeyValuePair<string, string>> attributes) =>
        [.. attributes.Select(attribute => new GraphNode("Attribute") { ["key"] = attribute.Key, ["value"] = attribute.Value })];

    private GraphNode Keep(GraphNode node)
    {
        _children[node.Id] = node;
        return node;
    }
}
