using System.Globalization;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Customers;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>An order node of the Admin GraphQL API with its refunds and returns → the canonical order.</summary>
/// <param name="order">Order node.</param>
/// <param name="nested">Later pages of nested connections.</param>
/// <param name="refunds">Refund nodes of the order.</param>
/// <param name="returns">Return nodes of the order.</param>
/// <param name="giftCards">Gift cards sold with the order, as far as they are known.</param>
internal sealed class GraphOrderMapper(
    JsonElement order, NestedNodes nested, IReadOnlyList<JsonElement> refunds, IReadOnlyList<JsonElement> returns, IReadOnlyList<SoldCard> giftCards)
{
    private readonly MoneyShape _money = MoneyShape.GraphQl(
        order.CurrencyOf("currencyCode", "shopCurrency"), order.CurrencyOf("presentmentCurrencyCode", "presentmentCurrency"));

    /// <exception cref="FieldFaultException">A field is missing or not acceptable.</exception>
    public Order Map()
    {
        var lines = Lines();
        var shippingLines = Shipping();
        var mappedRefunds = refunds.Select(Refund).OrderBy(refund => refund.CreatedAt).ThenBy(refund => Gid.NumberOf(refund.Id)).ToArray();
        var mappedReturns = returns.Select(Return).OfType<Return>().OrderBy(item => item.CreatedAt).ThenBy(item => Gid.NumberOf(item.Id)).ToArray();
        var mapped = new Order
        {
            Id = order.RequiredText("id", "id"),
            Name = order.RequiredText("name", "name"),
            CreatedAt = order.RequiredInstant("createdAt", "createdAt"),
            UpdatedAt = order.RequiredInstant("updatedAt", "updatedAt"),
            CancelledAt = order.Instant("cancelledAt"),
            CancelCause = CancelReasons.CauseOf(order.Instant("cancelledAt"), order.Filled("cancelReason")),
            PurchaseOrderNumber = order.Filled("poNumber"),
            IsTest = order.Flag("test") ?? false,
            ShopCurrency = _money.ShopCurrency,
            PresentmentCurrency = _money.PresentmentCurrency,
            TaxesIncluded = order.Flag("taxesIncluded") ?? throw FieldFaultException.Missing("taxesIncluded"),
            Lines = lines,
            ShippingLines = shippingLines,
            Totals = new OrderTotals
            {
                Current = _money.Required(order, "currentTotalPriceSet", "totals.current"),
                // After an edit the lines are no longer the ones the original total was made of.
                Original = order.Flag("edited") == true ? null : _money.Optional(order, "originalTotalPriceSet", "totals.original"),
                Discounts = _money.Optional(order, "totalDiscountsSet", "totals.discounts"),
                Tax = _money.Optional(order, "currentTotalTaxSet", "totals.tax"),
                CashRounding = CashRounding(),
            },
            Payments = Payments(),
            Fulfilments = Fulfilments(),
            Refunds = mappedRefunds,
            Returns = mappedReturns,
            GiftCards = [.. giftCards.Select(card => new SoldGiftCard(card.Id, card.LineId, Balance(card.Balance)))],
            PaymentDueDates = DueDates(),
            Customer = CustomerMapper.OfOrder(order),
            Email = order.Filled("email"),
            BillingAddress = AddressMapper.FromGraph(order.Object("billingAddress")),
            ShippingAddress = AddressMapper.FromGraph(order.Object("shippingAddress")),
            Channel = order.Filled("sourceName"),
        };
        return OrderFinish.Apply(
            mapped, _money.Optional(order, "totalTipReceivedSet", "totals.tip"), RemovedShipping().ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>A card has one currency; the other side of the pair is not known unless both are the same.</summary>
    private MoneyPair Balance(Money balance) =>
        balance.Currency == _money.ShopCurrency ? _money.Single(balance.Amount)
        : balance.Currency == _money.PresentmentCurrency ? MoneyPair.PresentmentOnly(balance)
        : throw FieldFaultException.Invalid("shopify.currency-differs", "giftCards.balance", $"is in {balance.Currency}, which is no currency of the order", "Book the refund of the gift card by hand.");

    private List<OrderLine> Lines()
    {
        var locations = AssignedLocations();
        var lines = new List<OrderLine>();
        var charges = new List<OrderLine>();
        foreach (var (line, index) in nested.All(order, "lineItems").Select((line, index) => (line, index)))
        {
            var path = Path("lines", index);
            var id = line.RequiredText("id", $"{path}.id");
            var variant = line.Object("variant")?.Text("id");
            lines.Add(new OrderLine
            {
                Id = id,
                Kind = Kind(line, variant),
                Title = line.Text("title") ?? "",
                Sku = line.Filled("sku"),
                Variant = variant,
                Quantity = line.Quantity("quantity", $"{path}.quantity"),
                CurrentQuantity = line.Quantity("currentQuantity", $"{path}.currentQuantity"),
                UnitPrice = _money.Required(line, "originalUnitPriceSet", $"{path}.unitPrice"),
                Discounts = Allocations(line, path),
                TaxLines = Taxes(line, path),
                Locations = locations.TryGetValue(id, out var places) ? places : [],
                RequiresShipping = line.Flag("requiresShipping") ?? true,
            });
            charges.AddRange(line.List("duties").Select((duty, at) => Charge(duty, DutyRefunds.Title, "currentTotalDutiesSet", $"{path}.duties[{Text(at)}]")));
        }

        charges.AddRange(order.List("additionalFees").Select((fee, at) => Charge(fee, fee.Text("name") ?? "Fee", "currentTotalAdditionalFeesSet", Path("fees", at))));
        lines.AddRange(charges);
        return lines;
    }

    /// <summary>Duties and fees are money of the order without an article. All are gone when the shop's current sum of them is; a single duty when refunds gave it back.</summary>
    private OrderLine Charge(JsonElement charge, string title, string currentSum, string path) => new()
    {
        Id = charge.RequiredText("id", $"{path}.id"),
        Kind = OrderLineKind.Charge,
        Title = title,
        Quantity = 1,
        CurrentQuantity = _money.Optional(order, currentSum, path) is { } sum && sum.IsZero() ? 0 : 1,
        UnitPrice = _money.Required(charge, "price", $"{path}.price"),
        TaxLines = Taxes(charge, path),
        RequiresShipping = false,
    };

    private static OrderLineKind Kind(JsonElement line, string? variant)
    {
        if (line.Flag("isGiftCard") == true)
        {
            return OrderLineKind.GiftCard;
        }

        return variant is null && line.Object("product") is null && line.Filled("sku") is null ? OrderLineKind.Custom : OrderLineKind.Product;
    }

    private List<ShippingLine> Shipping()
    {
        var lines = new List<ShippingLine>();
        foreach (var (line, index) in nested.All(order, "shippingLines").Select((line, index) => (line, index)))
        {
            var path = Path("shippingLines", index);
            lines.Add(new ShippingLine
            {
                Id = line.Filled("id") ?? $"{order.Text("id")}/shipping/{Text(index)}",
                Title = line.Text("title") ?? "",
                Price = _money.Required(line, "originalPriceSet", $"{path}.price"),
                Discounts = Allocations(line, path),
                TaxLines = Taxes(line, path),
            });
        }

        return lines;
    }

    private IEnumerable<string> RemovedShipping() =>
        nested.All(order, "shippingLines").Where(line => line.Flag("isRemoved") == true).Select(line => line.Text("id")).OfType<string>();

    private MoneyPair[] Allocations(JsonElement owner, string path) =>
        [.. owner.List("discountAllocations").Select((allocation, at) => _money.Required(allocation, "allocatedAmountSet", $"{path}.discounts[{Text(at)}]"))];

    private TaxLine[] Taxes(JsonElement owner, string path) =>
        [.. owner.List("taxLines").Select((tax, at) => new TaxLine(
            tax.Text("title") ?? "", tax.Number("rate") ?? 0m, _money.Required(tax, "priceSet", $"{path}.taxLines[{Text(at)}].amount"), tax.Flag("channelLiable") == true))];

    private Dictionary<string, LocationQuantity[]> AssignedLocations()
    {
        var units = new List<(string Line, string Location, int Quantity)>();
        foreach (var work in nested.All(order, "fulfillmentOrders"))
        {
            if (work.Text("status") != "CANCELLED" && work.Object("assignedLocation")?.Object("location")?.Text("id") is { } location)
            {
                units.AddRange(nested.All(work, "lineItems")
                    .Select(line => (line.Object("lineItem")?.Text("id") ?? "", location, RequiredFields.Units(line, "totalQuantity"))));
            }
        }

        return units.Where(unit => unit.Quantity > 0).GroupBy(unit => unit.Line, StringComparer.Ordinal).ToDictionary(
            line => line.Key,
            line => line.GroupBy(unit => unit.Location, StringComparer.Ordinal).Select(place => new LocationQuantity(place.Key, place.Sum(unit => unit.Quantity))).ToArray(),
            StringComparer.Ordinal);
    }

    private MoneyPair? CashRounding()
    {
        if (order.Object("totalCashRoundingAdjustment") is not { } rounding)
        {
            return null;
        }

        var payment = _money.Optional(rounding, "paymentSet", "totals.cashRounding");
        return payment is null || payment.IsZero() ? null : payment;
    }

    private List<Payment> Payments()
    {
        var refundOf = refunds
            .SelectMany(refund => nested.All(refund, "transactions").Select(transaction => (Transaction: transaction, Refund: Gid.Tail(refund.Text("id")))))
            .Where(pair => pair.Transaction.Text("id") is not null)
            .DistinctBy(pair => pair.Transaction.Text("id"), StringComparer.Ordinal)
            .ToDictionary(pair => pair.Transaction.Text("id")!, pair => pair, StringComparer.Ordinal);
        var payments = new List<Payment>();
        foreach (var (transaction, index) in order.List("transactions").Select((transaction, index) => (transaction, index)))
        {
            var payment = Payment(transaction, Path("payments", index));
            payments.Add(refundOf.Remove(transaction.Text("id") ?? "", out var link) ? payment with { RefundId = link.Refund } : payment);
        }

        payments.AddRange(refundOf.Values.Select((link, at) => Payment(link.Transaction, Path("payments", payments.Count + at)) with { RefundId = link.Refund }));
        return payments;
    }

    private Payment Payment(JsonElement transaction, string path)
    {
        var amount = _money.Required(transaction, "amountSet", $"{path}.amount");
        return new Payment
        {
            Id = Gid.Tail(transaction.RequiredText("id", $"{path}.id")),
            Kind = ShopWords.PaymentKind(transaction.Text("kind")),
            Status = ShopWords.PaymentStatus(transaction.Text("status")),
            Gateway = transaction.Text("gateway") ?? "",
            Amount = amount.Shop.Amount >= 0m ? amount : amount.Negated(),
            ParentId = transaction.Object("parentTransaction")?.Filled("id") is { } parent ? Gid.Tail(parent) : null,
            ProcessedAt = transaction.Instant("processedAt") ?? transaction.RequiredInstant("createdAt", $"{path}.processedAt"),
        };
    }

    private Fulfilment[] Fulfilments() =>
        [.. order.List("fulfillments").Select((item, index) => new Fulfilment
        {
            Id = item.RequiredText("id", $"{Path("fulfilments", index)}.id"),
            Succeeded = item.Text("status") == "SUCCESS",
            CreatedAt = item.RequiredInstant("createdAt", $"{Path("fulfilments", index)}.createdAt"),
            TrackingNumbers = [.. item.List("trackingInfo").Select(tracking => tracking.Filled("number")).OfType<string>()],
            Lines =
            [
                .. nested.All(item, "fulfillmentLineItems").Select((line, at) => new FulfilmentLine(
                    LineId(line, $"{Path("fulfilments", index)}.lines[{Text(at)}].lineId"),
                    line.Quantity("quantity", $"{Path("fulfilments", index)}.lines[{Text(at)}].quantity"))),
            ],
        })];

    private Refund Refund(JsonElement refund, int index)
    {
        var path = Path("refunds", index);
        return new Refund
        {
            Id = Gid.Tail(refund.RequiredText("id", $"{path}.id")),
            CreatedAt = refund.Instant("createdAt") ?? refund.RequiredInstant("processedAt", $"{path}.createdAt"),
            ReturnId = Gid.Tail(refund.Object("return")?.Text("id")),
            Lines =
            [
                .. nested.All(refund, "refundLineItems").Select((line, at) => RefundLine(line, $"{path}.lines[{Text(at)}]")),
                .. refund.List("duties").Select((duty, at) => Duty(duty, $"{path}.duties[{Text(at)}]")),
            ],
            Shipping =
            [
                .. nested.All(refund, "refundShippingLines").Select((line, at) => new RefundShipping(
                    line.Object("shippingLine")?.Text("id") ?? throw FieldFaultException.Missing($"{path}.shipping[{Text(at)}].shippingLineId"),
                    _money.Required(line, "subtotalAmountSet", $"{path}.shipping[{Text(at)}].amount"),
                    _money.Required(line, "taxAmountSet", $"{path}.shipping[{Text(at)}].tax"))),
            ],
            Adjustments =
            [
                .. nested.All(refund, "orderAdjustments").Select((item, at) => OrderFinish.Adjustment(
                    _money.Required(item, "amountSet", $"{path}.adjustments[{Text(at)}]"), _money.Optional(item, "taxAmountSet", $"{path}.adjustments[{Text(at)}].tax"))),
            ],
            CashRounding = Rounding(nested.All(refund, "transactions"), path),
        };
    }

    private RefundLine RefundLine(JsonElement line, string path) => new()
    {
        LineId = LineId(line, $"{path}.lineId"),
        Quantity = line.Quantity("quantity", $"{path}.quantity"),
        RestockType = ShopWords.RestockType(line.Text("restockType"), $"{path}.restockType"),
        Subtotal = _money.Required(line, "subtotalSet", $"{path}.subtotal"),
        Tax = _money.Required(line, "totalTaxSet", $"{path}.tax"),
        Location = line.Object("location")?.Text("id"),
    };

    private RefundLine Duty(JsonElement duty, string path) => DutyRefunds.Line(
        duty.Object("originalDuty")?.Filled("id") ?? throw FieldFaultException.Missing($"{path}.lineId"), _money.Required(duty, "amountSet", $"{path}.amount"), _money.Zero);

    private MoneyPair? Rounding(IEnumerable<JsonElement> transactions, string path)
    {
        var roundings = transactions
            .Where(transaction => ShopWords.PaymentStatus(transaction.Text("status")) == PaymentStatus.Success)
            .Select(transaction => _money.Optional(transaction, "amountRoundingSet", $"{path}.cashRounding"))
            .OfType<MoneyPair>();
        var sum = roundings.Sum(_money.Zero);
        return sum.IsZero() ? null : sum;
    }

    private Return? Return(JsonElement item, int index)
    {
        var path = Path("returns", index);
        if (!ShopWords.ReturnTakesPlace(item.Text("status"), $"{path}.status"))
        {
            return null;
        }

        return new Return
        {
            Id = Gid.Tail(item.RequiredText("id", $"{path}.id")),
            CreatedAt = item.RequiredInstant("createdAt", $"{path}.createdAt"),
            Lines =
            [
                .. nested.All(item, "returnLineItems")
                    .Select((line, at) => (line, at, Id: line.Object("fulfillmentLineItem")?.Object("lineItem")?.Text("id")))
                    .Where(line => line.Id is not null)
                    .Select(line => new ReturnLine(
                        line.Id!,
                        line.line.Quantity("quantity", $"{path}.lines[{Text(line.at)}].quantity"),
                        Reason: line.line.Object("returnReasonDefinition")?.Filled("handle"))),
            ],
            ExchangeLines = [.. nested.All(item, "exchangeLineItems").SelectMany(line => line.List("lineItems")).Select(line => line.Text("id")).OfType<string>()],
        };
    }

    private DateTimeOffset[] DueDates() =>
        order.Object("paymentTerms") is { } terms
            ? [.. nested.All(terms, "paymentSchedules").Select(schedule => schedule.Instant("dueAt")).OfType<DateTimeOffset>()]
            : [];

    private static string LineId(JsonElement line, FieldPath path) => line.Object("lineItem")?.Filled("id") ?? throw FieldFaultException.Missing(path.ToString());

    private static string Path(string list, int index) => $"{list}[{Text(index)}]";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
