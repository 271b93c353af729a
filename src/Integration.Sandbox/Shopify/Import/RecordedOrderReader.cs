using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox.Shopify.State;

namespace ErpSync.Sandbox.Shopify.Import;

/// <summary>
/// Makes an order of the shop from a recorded one. Amounts stay as recorded, also where they do not add up; what a recording lacks
/// gets the plainest value. Money received is not part of REST orders: it follows from the recorded financial status.
/// </summary>
internal sealed class RecordedOrderReader(ShopState shop, List<SandboxItem> articles)
{
    private static readonly (string Field, string Snake)[] Totals =
    [
        ("totalPriceSet", "total_price_set"), ("subtotalPriceSet", "subtotal_price_set"), ("totalTaxSet", "total_tax_set"), ("totalDiscountsSet", "total_discounts_set"),
        ("totalShippingPriceSet", "total_shipping_price_set"), ("currentTotalPriceSet", "current_total_price_set"), ("currentSubtotalPriceSet", "current_subtotal_price_set"),
        ("currentTotalTaxSet", "current_total_tax_set"), ("currentTotalDiscountsSet", "current_total_discounts_set"), ("currentShippingPriceSet", "current_shipping_price_set"),
        ("originalTotalPriceSet", "original_total_price_set"), ("totalReceivedSet", "total_received_set"), ("totalRefundedSet", "total_refunded_set"),
        ("netPaymentSet", "net_payment_set"), ("totalOutstandingSet", "total_outstanding_set"), ("totalTipReceivedSet", "total_tip_received_set"),
    ];

    /// <summary>The number a recording states or its name shows; 0 when there is none.</summary>
    public static int NumberOf(JsonElement json)
    {
        var name = json.Text("name") ?? "";
        return json.Number("order_number") ?? (int.TryParse(name.AsSpan(name.LastIndexOf('#') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var tail) ? tail : 0);
    }

    /// <summary>Reads one order. Without a name of its own, or with one that is taken, it gets the shop's next.</summary>
    /// <exception cref="FormatException">Something an order cannot do without is missing.</exception>
    public OrderState Read(JsonElement json, IReadOnlySet<string> takenNames)
    {
        var id = json.Id("id");
        var rules = Rules(json);
        var number = NumberOf(json);
        var name = json.Text("name");
        if (string.IsNullOrWhiteSpace(name) || takenNames.Contains(name))
        {
            number = shop.NextOrderNumber();
            name = string.Create(CultureInfo.InvariantCulture, $"#{number}");
        }

        var created = json.Time("createdAt", "created_at") ?? shop.Now();
        var order = new OrderState(id, number, rules)
        {
            Name = name,
            TaxesIncluded = json.Flag("taxesIncluded", "taxes_included"),
            CreatedAt = created,
            UpdatedAt = json.Time("updatedAt", "updated_at") ?? created,
            CancelledAt = json.Time("cancelledAt", "cancelled_at"),
            CancelReason = json.Text("cancelReason", "cancel_reason")?.ToUpperInvariant(),
            ClosedAt = json.Time("closedAt", "closed_at"),
            Test = json.Flag("test"),
            Email = json.Text("email"),
            Phone = json.Text("phone"),
            PoNumber = json.Text("poNumber", "po_number"),
            Note = json.Text("note"),
            SourceName = json.Text("sourceName", "source_name") ?? "web",
            Tags = Tags(json),
            BillingAddress = Address(json.Get("billingAddress", "billing_address")),
            ShippingAddress = Address(json.Get("shippingAddress", "shipping_address")),
        };
        AddDiscounts(order, json);
        foreach (var line in json.Items("lineItems", "line_items"))
        {
            order.Lines.Add(Line(order, line));
        }

        if (order.Lines.Count == 0)
        {
            throw new FormatException("The order was recorded without lines.");
        }

        foreach (var line in json.Items("shippingLines", "shipping_lines"))
        {
            order.ShippingLines.Add(Shipping(order, line));
        }

        AddRefunds(order, json);
        AddEdits(order, json);
        AddPayments(order, json);
        AddWork(order, json);
        order.OriginalTotal = OrderMath.Total(order);
        foreach (var (field, snake) in Totals)
        {
            if (json.Money(rules, field, snake) is { } recorded)
            {
                order.Recorded[field] = rules.Node(recorded);
            }
        }

        return order;
    }

    private static MoneyRules Rules(JsonElement json)
    {
        var total = json.Get("totalPriceSet", "total_price_set", "currentTotalPriceSet", "current_total_price_set")
            ?? json.Items("lineItems", "line_items").Select(line => line.Get("originalUnitPriceSet", "price_set")).FirstOrDefault(price => price is not null);
        var shopMoney = total?.Get("shopMoney", "shop_money");
        var presentmentMoney = total?.Get("presentmentMoney", "presentment_money");
        var currency = json.Text("currencyCode", "currency") ?? shopMoney?.Text("currencyCode", "currency_code") ?? throw new FormatException("The order was recorded without currency.");
        var presentment = json.Text("presentmentCurrencyCode", "presentment_currency") ?? presentmentMoney?.Text("currencyCode", "currency_code") ?? currency;
        var (left, right) = (shopMoney?.Amount("amount") ?? 0, presentmentMoney?.Amount("amount") ?? 0);
        return new MoneyRules(currency, presentment, currency == presentment || left <= 0 || right <= 0 ? 1 : right / left);
    }

    private static string[] Tags(JsonElement json) => json.Get("tags") switch
    {
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Select(tag => tag.GetString()).OfType<string>()],
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    private static void AddDiscounts(OrderState order, JsonElement json)
    {
        foreach (var discount in json.Items("discountApplications", "discount_applications"))
        {
            var value = discount.Get("value");
            var percentage = value is { ValueKind: JsonValueKind.Object } ? value.Value.Amount("percentage")
                : discount.Text("value_type") == "percentage" ? discount.Amount("value")
                : null;
            order.Discounts.Add(new DiscountState(order.Discounts.Count, new NewDiscount(
                discount.Text("code", "title", "description") ?? "Discount",
                discount.Text("code") is not null ? NewDiscountKind.Code : discount.Text("type") == "manual" ? NewDiscountKind.Manual : NewDiscountKind.Automatic,
                percentage,
                percentage is null ? (value is { ValueKind: JsonValueKind.Object } bag ? bag.Amount("amount") : discount.Amount("value")) ?? 0 : null,
                null,
                discount.Text("targetType", "target_type")?.ToUpperInvariant() == "SHIPPING_LINE")));
        }
    }

    private LineState Line(OrderState order, JsonElement json)
    {
        var title = json.Text("title", "name") ?? "Article";
        var price = json.Money(order.Money, "originalUnitPriceSet", "price_set", "price") ?? throw new FormatException($"The line '{title}' was recorded without price.");
        var sku = json.Text("sku");
        var isGiftCard = json.Flag("isGiftCard", "gift_card");
        var line = new LineState
        {
            Id = json.Id("id") is var id and not 0 ? id : shop.NextId(),
            Title = title,
            Sku = string.IsNullOrWhiteSpace(sku) ? null : sku,
            Item = string.IsNullOrWhiteSpace(sku) || isGiftCard ? null : Item(sku, title, price.Shop, json),
            IsGiftCard = isGiftCard,
            RequiresShipping = json.Get("requiresShipping", "requires_shipping") is null ? !isGiftCard : json.Flag("requiresShipping", "requires_shipping"),
            Taxable = json.Get("taxable") is null || json.Flag("taxable"),
            Quantity = json.Number("quantity") ?? 1,
            UnitPrice = price,
        };
        line.Allocations.AddRange(Allocations(order, json));
        line.Taxes.AddRange(Taxes(order, json));
        return line;
    }

    private ItemState Item(string sku, string title, decimal price, JsonElement json)
    {
        if (shop.ItemsBySku.TryGetValue(sku, out var known))
        {
            return known;
        }

        var rate = json.Items("taxLines", "tax_lines").Sum(tax => tax.Amount("rate") ?? 0);
        var article = new SandboxItem(sku, title, price, rate, 0, "");
        articles.Add(article);
        return shop.AddItem(article, shop.Now());
    }

    private ShippingState Shipping(OrderState order, JsonElement json)
    {
        var line = new ShippingState
        {
            Id = json.Id("id") is var id and not 0 ? id : shop.NextId(),
            Title = json.Text("title") ?? "Shipping",
            Code = json.Text("code"),
            Price = json.Money(order.Money, "originalPriceSet", "price_set", "price") ?? Bag.Zero,
            IsRemoved = json.Flag("isRemoved", "is_removed"),
        };
        line.Allocations.AddRange(Allocations(order, json));
        line.Taxes.AddRange(Taxes(order, json));
        return line;
    }

    private static IEnumerable<AllocationState> Allocations(OrderState order, JsonElement json)
    {
        foreach (var allocation in json.Items("discountAllocations", "discount_allocations"))
        {
            var index = allocation.Number("discount_application_index") ?? allocation.Get("discountApplication")?.Number("index") ?? 0;
            while (order.Discounts.Count <= index)
            {
                order.Discounts.Add(new DiscountState(order.Discounts.Count, new NewDiscount("Discount", NewDiscountKind.Automatic, Amount: 0)));
            }

            yield return new AllocationState(index, allocation.Money(order.Money, "allocatedAmountSet", "amount_set", "amount") ?? Bag.Zero);
        }
    }

    private static IEnumerable<TaxState> Taxes(OrderState order, JsonElement json) => json.Items("taxLines", "tax_lines").Select(tax => new TaxState(
        tax.Text("title") ?? "Tax", tax.Amount("rate") ?? 0, tax.Money(order.Money, "priceSet", "price_set", "price") ?? Bag.Zero));

    private void AddRefunds(OrderState order, JsonElement json)
    {
        foreach (var recorded in json.Items("refunds"))
        {
            var at = recorded.Time("createdAt", "created_at") ?? order.UpdatedAt;
            var refund = new RefundState { Id = recorded.Id("id") is var id and not 0 ? id : shop.NextId(), CreatedAt = at, UpdatedAt = at, Note = recorded.Text("note") };
            foreach (var part in recorded.Items("refundLineItems", "refund_line_items"))
            {
                var lineId = part.Id("line_item_id") is var plain and not 0 ? plain : part.Get("lineItem", "line_item")?.Id("id") ?? 0;
                if (order.Lines.Find(line => line.Id == lineId) is not { } target)
                {
                    continue;
                }

                var quantity = Math.Min(part.Number("quantity") ?? 0, target.CurrentQuantity);
                var portion = new Portion(
                    quantity,
                    part.Money(order.Money, "subtotalSet", "subtotal_set", "subtotal") ?? Bag.Zero,
                    part.Money(order.Money, "totalTaxSet", "total_tax_set", "total_tax") ?? Bag.Zero);
                target.Refunded += portion;
                var restock = (part.Text("restockType", "restock_type") ?? "no_restock").ToUpperInvariant();
                refund.Lines.Add(new RefundLineState(
                    part.Id("id") is var partId and not 0 ? partId : shop.NextId(), target, quantity, restock, restock != "NO_RESTOCK", null, portion.Amount, portion.Tax));
            }

            foreach (var adjustment in recorded.Items("orderAdjustments", "order_adjustments"))
            {
                // Recordings count in the merchant's favour: money paid back on top is negative.
                var amount = -(adjustment.Money(order.Money, "amountSet", "amount_set", "amount") ?? Bag.Zero);
                refund.Adjustments.Add(new AdjustmentState(shop.NextId(), "REFUND_DISCREPANCY", amount));
            }

            foreach (var transaction in recorded.Items("transactions"))
            {
                AddTransaction(order, transaction, refund.Id);
            }

            order.Refunds.Add(refund);
        }
    }

    /// <summary>Units that are gone and that no recorded refund took: an edit or a cancellation did.</summary>
    private static void AddEdits(OrderState order, JsonElement json)
    {
        foreach (var recorded in json.Items("lineItems", "line_items"))
        {
            if (recorded.Number("currentQuantity", "current_quantity") is { } left && order.Lines.Find(line => line.Id == recorded.Id("id")) is { } line
                && left >= 0 && left < line.CurrentQuantity)
            {
                line.Edited += line.Take(line.CurrentQuantity - left, order.Money);
            }
        }
    }

    private void AddPayments(OrderState order, JsonElement json)
    {
        var transactions = json.Items("transactions").ToArray();
        foreach (var transaction in transactions.Where(transaction => !order.Transactions.Exists(known => known.Id == transaction.Id("id"))))
        {
            AddTransaction(order, transaction, null);
        }

        var status = json.Text("displayFinancialStatus", "financial_status")?.ToUpperInvariant();
        var kind = status switch { "PAID" or "PARTIALLY_REFUNDED" or "REFUNDED" => "SALE", "AUTHORIZED" => "AUTHORIZATION", _ => null };
        if (transactions.Length == 0 && kind is not null)
        {
            order.Transactions.Insert(0, new TransactionState
            {
                Id = shop.NextId(),
                Kind = kind,
                Status = "SUCCESS",
                Gateway = json.Get("paymentGatewayNames", "payment_gateway_names") is { ValueKind: JsonValueKind.Array } names && names.GetArrayLength() > 0 ? names[0].GetString()! : "manual",
                Amount = json.Money(order.Money, "totalPriceSet", "total_price_set", "total_price") ?? OrderMath.Total(order),
                CreatedAt = order.CreatedAt,
                Test = order.Test,
            });
        }
    }

    private void AddTransaction(OrderState order, JsonElement json, long? refundId) => order.Transactions.Add(new TransactionState
    {
        Id = json.Id("id") is var id and not 0 ? id : shop.NextId(),
        Kind = (json.Text("kind") ?? "SALE").ToUpperInvariant(),
        Status = (json.Text("status") ?? "SUCCESS").ToUpperInvariant(),
        Gateway = json.Text("gateway") ?? "manual",
        Amount = json.Money(order.Money, "amountSet", "amount_set", "amount") ?? Bag.Zero,
        CreatedAt = json.Time("processedAt", "processed_at", "createdAt", "created_at") ?? order.CreatedAt,
        ParentId = json.Id("parent_id") is var parent and not 0 ? parent : json.Get("parentTransaction")?.Id("id"),
        RefundId = refundId,
        Test = json.Flag("test"),
    });

    private void AddWork(OrderState order, JsonElement json)
    {
        var location = shop.Locations[0];
        var work = new FulfillmentOrderState
        {
            Id = json.Items("fulfillmentOrders").Select(item => item.Id("id")).FirstOrDefault(id => id != 0) is var known and not 0 ? known : shop.NextId(),
            LocationId = location.Id,
            CreatedAt = order.CreatedAt,
            UpdatedAt = order.UpdatedAt,
        };
        var shipped = json.Items("fulfillments").Where(item => (item.Text("status") ?? "").ToUpperInvariant() is not ("CANCELLED" or "FAILURE" or "ERROR")).ToArray();
        foreach (var line in order.Lines.Where(line => line.RequiresShipping))
        {
            var units = shipped.SelectMany(Parts).Where(part => part.LineId == line.Id).Sum(part => part.Quantity);
            line.Fulfilled = Math.Min(units, line.Quantity);
            var open = order.CancelledAt is null ? Math.Max(0, line.CurrentQuantity - line.Fulfilled) : 0;
            work.Lines.Add(new FulfillmentOrderLineState { Id = shop.NextId(), Line = line, Total = line.Fulfilled + open, Fulfilled = line.Fulfilled });
            if (line.Item is { } item && open > 0)
            {
                shop.Move(item.Levels[location.Id], "committed", open);
                shop.Move(item.Levels[location.Id], "available", -open);
            }
        }

        if (work.Lines.Count == 0)
        {
            return;
        }

        order.FulfillmentOrders.Add(work);
        foreach (var recorded in shipped)
        {
            var at = recorded.Time("createdAt", "created_at") ?? order.UpdatedAt;
            var fulfillment = new FulfillmentState
            {
                Id = recorded.Id("id") is var id and not 0 ? id : shop.NextId(),
                Name = recorded.Text("name") ?? order.Name + ".F" + (order.Fulfillments.Count + 1).ToString(CultureInfo.InvariantCulture),
                LocationId = location.Id,
                FulfillmentOrderId = work.Id,
                CreatedAt = at,
                UpdatedAt = at,
                Tracking = [.. recorded.Items("trackingInfo").Select(tracking => new ShopTracking(tracking.Text("company"), tracking.Text("number"), tracking.Text("url")))
                    .Concat(recorded.Text("tracking_number") is { } number ? [new ShopTracking(recorded.Text("tracking_company"), number)] : [])],
            };
            foreach (var (lineId, quantity) in Parts(recorded))
            {
                if (work.Lines.Find(line => line.Line.Id == lineId) is { } source)
                {
                    fulfillment.Lines.Add(new FulfillmentLineState(shop.NextId(), source.Line, source, quantity));
                }
            }

            order.Fulfillments.Add(fulfillment);
        }
    }

    private static IEnumerable<(long LineId, int Quantity)> Parts(JsonElement fulfillment) => fulfillment.Items("fulfillmentLineItems", "line_items")
        .Select(part => (part.Get("lineItem")?.Id("id") ?? part.Id("id"), part.Number("quantity") ?? 0));

    private static ShopAddress? Address(JsonElement? json) => json is not { } address ? null : new ShopAddress
    {
        FirstName = address.Text("firstName", "first_name"),
        LastName = address.Text("lastName", "last_name"),
        Company = address.Text("company"),
        Address1 = address.Text("address1"),
        Address2 = address.Text("address2"),
        City = address.Text("city"),
        Zip = address.Text("zip"),
        Province = address.Text("province"),
        ProvinceCode = address.Text("provinceCode", "province_code"),
        Country = address.Text("country") ?? "",
        CountryCode = address.Text("countryCodeV2", "country_code") ?? "DE",
        Phone = address.Text("phone"),
    };
}
