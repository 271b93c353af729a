using System.Globalization;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Customers;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>An order in the REST shape → the canonical order. Amounts without a <c>_set</c> are in the shop's currency.</summary>
internal sealed class RestOrderMapper(string id, JsonElement order)
{
    private readonly MoneyShape _money = MoneyShape.Rest(
        order.CurrencyOf("currency", "shopCurrency"),
        order.Member("presentment_currency") is null ? order.CurrencyOf("currency", "presentmentCurrency") : order.CurrencyOf("presentment_currency", "presentmentCurrency"));

    /// <exception cref="FieldFaultException">A field is missing or not acceptable.</exception>
    public Order Map()
    {
        var refunds = order.List("refunds").Select((refund, at) => Refund(refund, At("refunds", at))).OrderBy(refund => refund.CreatedAt).ToArray();
        var mapped = new Order
        {
            Id = id,
            Name = order.RequiredText("name", "name"),
            CreatedAt = order.RequiredInstant("created_at", "createdAt"),
            UpdatedAt = order.RequiredInstant("updated_at", "updatedAt"),
            CancelledAt = order.Instant("cancelled_at"),
            CancelCause = CancelReasons.CauseOf(order.Instant("cancelled_at"), order.Filled("cancel_reason")),
            PurchaseOrderNumber = order.Filled("po_number"),
            IsTest = order.Flag("test") ?? false,
            ShopCurrency = _money.ShopCurrency,
            PresentmentCurrency = _money.PresentmentCurrency,
            TaxesIncluded = order.Flag("taxes_included") ?? throw FieldFaultException.Missing("taxesIncluded"),
            Lines = Lines(),
            ShippingLines = [.. order.List("shipping_lines").Select((line, at) => Shipping(line, At("shippingLines", at)))],
            Totals = new OrderTotals
            {
                Current = Amount(order, "current_total_price", "totals.current"),
                Original = Optional(order, "total_price", "totals.original"),
                Discounts = Optional(order, "total_discounts", "totals.discounts"),
                Tax = Optional(order, "current_total_tax", "totals.tax"),
                CashRounding = _money.Optional(order, "total_cash_rounding_payment_adjustment_set", "totals.cashRounding") is { } rounding && !rounding.IsZero() ? rounding : null,
            },
            Payments = Payments(),
            Fulfilments = Fulfilments(),
            Refunds = refunds,
            Returns = [.. order.List("returns").Select((item, at) => Return(item, At("returns", at))).OfType<Return>()],
            PaymentDueDates = [.. (order.Object("payment_terms")?.List("payment_schedules") ?? []).Select(schedule => schedule.Instant("due_at")).OfType<DateTimeOffset>()],
            Customer = RestCustomer.Read(order.Object("customer")),
            Email = order.Filled("email"),
            BillingAddress = AddressMapper.FromRest(order.Object("billing_address")),
            ShippingAddress = AddressMapper.FromRest(order.Object("shipping_address")),
            Channel = order.Filled("source_name"),
        };
        var removed = order.List("shipping_lines").Where(line => line.Flag("is_removed") == true).Select(line => LocalId("ShippingLine", line.Text("id"))).ToHashSet(StringComparer.Ordinal);
        return OrderFinish.Apply(mapped, Optional(order, "total_tip_received", "totals.tip"), removed);
    }

    private List<OrderLine> Lines()
    {
        var lines = new List<OrderLine>();
        var charges = new List<OrderLine>();
        foreach (var (line, index) in order.List("line_items").Select((line, index) => (line, index)))
        {
            var path = At("lines", index);
            var quantity = line.Quantity("quantity", $"{path}.quantity");
            lines.Add(new OrderLine
            {
                Id = RequiredId("LineItem", line, $"{path}.id"),
                Kind = Kind(line),
                Title = line.Text("title") ?? "",
                Sku = line.Filled("sku"),
                Variant = Gid.TryNormalise("ProductVariant", line.Text("variant_id"), out var variant) ? variant : null,
                Quantity = quantity,
                CurrentQuantity = line.Member("current_quantity") is null ? quantity : line.Quantity("current_quantity", $"{path}.currentQuantity"),
                UnitPrice = Amount(line, "price", $"{path}.unitPrice"),
                Discounts = Allocations(line, path),
                TaxLines = Taxes(line, path),
                RequiresShipping = line.Flag("requires_shipping") ?? true,
            });
            charges.AddRange(line.List("duties").Select((duty, at) => Duty(duty, $"{path}.duties[{Text(at)}]")));
        }

        lines.AddRange(charges);
        return lines;
    }

    private OrderLine Duty(JsonElement duty, string path) => new()
    {
        Id = RequiredId("Duty", duty, $"{path}.id"),
        Kind = OrderLineKind.Charge,
        Title = DutyRefunds.Title,
        Quantity = 1,
        CurrentQuantity = _money.Optional(order, "current_total_duties_set", path) is { } sum && sum.IsZero() ? 0 : 1,
        UnitPrice = duty.Member("price_set") is not null ? _money.Required(duty, "price_set", $"{path}.price") : _money.Required(duty, "amount_set", $"{path}.price"),
        TaxLines = Taxes(duty, path),
        RequiresShipping = false,
    };

    private static OrderLineKind Kind(JsonElement line)
    {
        if (line.Flag("gift_card") == true)
        {
            return OrderLineKind.GiftCard;
        }

        if (line.Object("tip") is not null)
        {
            return OrderLineKind.Tip;
        }

        return line.Member("variant_id") is null && line.Member("product_id") is null && line.Filled("sku") is null ? OrderLineKind.Custom : OrderLineKind.Product;
    }

    private ShippingLine Shipping(JsonElement line, string path) => new()
    {
        Id = RequiredId("ShippingLine", line, $"{path}.id"),
        Title = line.Text("title") ?? "",
        Price = Amount(line, "price", $"{path}.price"),
        Discounts = Allocations(line, path),
        TaxLines = Taxes(line, path),
    };

    private MoneyPair[] Allocations(JsonElement owner, string path) =>
        [.. owner.List("discount_allocations").Select((allocation, at) => Amount(allocation, "amount", $"{path}.discounts[{Text(at)}]"))];

    private TaxLine[] Taxes(JsonElement owner, string path) =>
        [.. owner.List("tax_lines").Select((tax, at) => new TaxLine(
            tax.Text("title") ?? "", tax.Number("rate") ?? 0m, Amount(tax, "price", $"{path}.taxLines[{Text(at)}].amount"), tax.Flag("channel_liable") == true))];

    private List<Payment> Payments()
    {
        var payments = order.List("transactions").Select((transaction, at) => Payment(transaction, At("payments", at), null)).ToList();
        var known = payments.Select((payment, at) => (payment.Id, at)).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.at, StringComparer.Ordinal);
        foreach (var refund in order.List("refunds"))
        {
            var refundId = Gid.Tail(refund.Text("id"));
            foreach (var transaction in refund.List("transactions"))
            {
                var payment = Payment(transaction, At("payments", payments.Count), refundId);
                if (known.TryGetValue(payment.Id, out var index))
                {
                    payments[index] = payments[index] with { RefundId = refundId };
                }
                else
                {
                    known[payment.Id] = payments.Count;
                    payments.Add(payment);
                }
            }
        }

        return payments;
    }

    private Payment Payment(JsonElement transaction, string path, string? refundId)
    {
        var amount = transaction.AmountOf("amount", $"{path}.amount");
        var currency = transaction.Member("currency") is null ? _money.ShopCurrency : transaction.CurrencyOf("currency", $"{path}.amount");
        if (currency != _money.ShopCurrency)
        {
            throw FieldFaultException.Invalid(
                "shopify.payment-side-missing", $"{path}.amount", $"is stated in {currency} only, not in the shop's {_money.ShopCurrency}", "Read the order by GraphQL, which states both currencies.");
        }

        return new Payment
        {
            Id = Gid.Tail(RequiredId("OrderTransaction", transaction, $"{path}.id")),
            Kind = ShopWords.PaymentKind(transaction.Text("kind")),
            Status = ShopWords.PaymentStatus(transaction.Text("status")),
            Gateway = transaction.Text("gateway") ?? "",
            Amount = _money.Single(Math.Abs(amount)),
            RefundId = refundId,
            ParentId = transaction.Filled("parent_id") is { } parent ? Gid.Tail(parent) : null,
            ProcessedAt = transaction.Instant("processed_at") ?? transaction.Instant("created_at") ?? throw FieldFaultException.Missing($"{path}.processedAt"),
        };
    }

    private Fulfilment[] Fulfilments() =>
        [.. order.List("fulfillments").Select((item, at) => new Fulfilment
        {
            Id = RequiredId("Fulfillment", item, $"{At("fulfilments", at)}.id"),
            Succeeded = string.Equals(item.Text("status"), "success", StringComparison.OrdinalIgnoreCase),
            CreatedAt = item.Instant("created_at") ?? default,
            TrackingNumbers = [.. item.List("tracking_numbers").Where(number => number.ValueKind == JsonValueKind.String).Select(number => number.GetString()!)],
            Lines = [.. item.List("line_items").Select((line, index) => new FulfilmentLine(
                RequiredId("LineItem", line, $"{At("fulfilments", at)}.lines[{Text(index)}].lineId"),
                line.Quantity("quantity", $"{At("fulfilments", at)}.lines[{Text(index)}].quantity")))],
        })];

    private Refund Refund(JsonElement refund, string path) => new()
    {
        Id = Gid.Tail(RequiredId("Refund", refund, $"{path}.id")),
        CreatedAt = refund.RequiredInstant("created_at", $"{path}.createdAt"),
        ReturnId = Gid.TryNormalise("Return", refund.Object("return")?.Text("id"), out var returnId) ? Gid.Tail(returnId) : null,
        Lines =
        [
            .. refund.List("refund_line_items").Select((line, at) => RefundLine(line, $"{path}.lines[{Text(at)}]")),
            .. refund.List("duties").Select((duty, at) => RefundedDuty(duty, $"{path}.duties[{Text(at)}]")),
        ],
        Shipping = [.. refund.List("refund_shipping_lines").Select((line, at) => new RefundShipping(
            LocalId("ShippingLine", line.Object("shipping_line")?.Text("id") ?? line.Text("shipping_line_id")),
            _money.Required(line, "subtotal_amount_set", $"{path}.shipping[{Text(at)}].amount"),
            _money.Optional(line, "tax_amount_set", $"{path}.shipping[{Text(at)}].tax") ?? _money.Zero))],
        Adjustments = [.. refund.List("order_adjustments").Select((item, at) => OrderFinish.Adjustment(
            Amount(item, "amount", $"{path}.adjustments[{Text(at)}]"), Optional(item, "tax_amount", $"{path}.adjustments[{Text(at)}].tax")))],
    };

    private RefundLine RefundLine(JsonElement line, string path) => new()
    {
        LineId = RequiredId("LineItem", line, $"{path}.lineId", "line_item_id"),
        Quantity = line.Quantity("quantity", $"{path}.quantity"),
        RestockType = ShopWords.RestockType(line.Text("restock_type"), $"{path}.restockType"),
        Subtotal = Amount(line, "subtotal", $"{path}.subtotal"),
        Tax = Amount(line, "total_tax", $"{path}.tax"),
        Location = Gid.TryNormalise("Location", line.Text("location_id"), out var location) ? location : null,
    };

    private RefundLine RefundedDuty(JsonElement duty, string path) =>
        DutyRefunds.Line(RequiredId("Duty", duty, $"{path}.lineId", "duty_id"), _money.Required(duty, "amount_set", $"{path}.amount"), _money.Zero);

    private static Return? Return(JsonElement item, string path) => ShopWords.ReturnTakesPlace(item.Text("status"), $"{path}.status")
        ? new Return
        {
            Id = Gid.Tail(RequiredId("Return", item, $"{path}.id")),
            CreatedAt = item.Instant("created_at") ?? default,
            Lines = [.. item.List("return_line_items")
                .Select((line, at) => (line, at, Id: line.Object("fulfillment_line_item")?.Object("line_item")?.Text("id") ?? line.Text("line_item_id")))
                .Where(line => line.Id is not null)
                .Select(line => new ReturnLine(LocalId("LineItem", line.Id), line.line.Quantity("quantity", $"{path}.lines[{Text(line.at)}].quantity"), Reason: line.line.Filled("return_reason")))],
            ExchangeLines = [.. item.List("exchange_line_items").Select(line => line.Text("line_item_id")).OfType<string>().Select(line => LocalId("LineItem", line))],
        }
        : null;

    /// <summary>The <c>_set</c> of a member, else the member alone in the shop's currency.</summary>
    private MoneyPair Amount(JsonElement owner, string member, FieldPath path) => Optional(owner, member, path) ?? throw FieldFaultException.Missing(path.ToString());

    private MoneyPair? Optional(JsonElement owner, string member, FieldPath path) =>
        _money.Optional(owner, $"{member}_set", path) ?? (owner.Member(member) is null ? null : _money.Single(owner.AmountOf(member, path)));

    private static string RequiredId(string type, JsonElement owner, FieldPath path, string member = "id") =>
        Gid.TryNormalise(type, owner.Text(member), out var gid) ? gid
        : owner.Filled(member) is { } text ? throw FieldFaultException.Invalid("shopify.bad-id", path.ToString(), $"is '{GraphErrors.Clean(text)}', which is not an id", "Correct the document.")
        : throw FieldFaultException.Missing(path.ToString());

    private static string LocalId(string type, string? text) => Gid.TryNormalise(type, text, out var gid) ? gid : text ?? "";

    private static string At(string list, int index) => $"{list}[{Text(index)}]";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
