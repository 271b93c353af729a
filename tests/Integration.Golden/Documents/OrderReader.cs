using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Model;

namespace ErpSync.Golden.Documents;

/// <summary>Reads the reduced shop order of a case.</summary>
internal sealed class OrderReader
{
    private readonly Currency _shop;
    private readonly Currency _presentment;

    private OrderReader(Node currency)
    {
        _shop = Currency.FromCode(currency.Text("shop"));
        _presentment = Currency.FromCode(currency.Text("presentment"));
        currency.Done();
    }

    public static Order Read(Node node) => new OrderReader(node.Child("currency")).ReadOrder(node);

    private Order ReadOrder(Node node) => new()
    {
        Id = node.Text("id"),
        Name = node.Text("name"),
        CreatedAt = node.Instant("createdAt"),
        CancelledAt = node.OptionalInstant("cancelledAt"),
        PurchaseOrderNumber = node.OptionalText("poNumber"),
        IsTest = node.Flag("test"),
        ShopCurrency = _shop,
        PresentmentCurrency = _presentment,
        TaxesIncluded = node.Flag("taxesIncluded"),
        Lines = node.List("lines", Line),
        ShippingLines = node.List("shippingLines", Shipping),
        Totals = node.Child("totals").Read(Totals),
        Payments = node.List("transactions", Payment),
        Fulfilments = node.List("fulfillments", Fulfilment),
        Refunds = node.List("refunds", Refund),
        Returns = node.List("returns", Return),
        GiftCards = node.List("giftCards", card => new SoldGiftCard(card.Text("id"), card.Text("line"), Money(card, "balance"))),
        PaymentDueDates = node.List("paymentSchedules", static schedule => schedule.Instant("dueAt")),
    };

    private OrderLine Line(Node node) => new()
    {
        Id = node.Text("id"),
        Kind = node.Choice<OrderLineKind>("kind"),
        Title = node.OptionalText("title") ?? "",
        Sku = node.OptionalText("sku"),
        Variant = node.OptionalText("variant"),
        Quantity = node.Whole("quantity"),
        CurrentQuantity = node.Whole("currentQuantity"),
        UnitPrice = Money(node, "unitPrice"),
        Discounts = Amounts(node, "discounts"),
        TaxLines = node.List("taxLines", Tax),
        Locations = node.List("locations", static part => new LocationQuantity(part.Text("location"), part.Whole("quantity"))),
    };

    private ShippingLine Shipping(Node node) => new()
    {
        Id = node.Text("id"),
        Title = node.OptionalText("title") ?? "",
        Price = Money(node, "price"),
        Discounts = Amounts(node, "discounts"),
        TaxLines = node.List("taxLines", Tax),
    };

    private TaxLine Tax(Node node) => new(node.Text("code"), node.Number("rate"), Money(node, "amount"), node.Flag("channelLiable"));

    private OrderTotals Totals(Node node) => new()
    {
        Current = Money(node, "current"),
        Discounts = OptionalMoney(node, "discounts"),
        CashRounding = OptionalMoney(node, "cashRounding"),
    };

    private Payment Payment(Node node) => new()
    {
        Id = node.Text("id"),
        Kind = node.Text("kind") switch
        {
            "AUTHORIZATION" => PaymentKind.Authorization,
            "SALE" => PaymentKind.Sale,
            "CAPTURE" => PaymentKind.Capture,
            "VOID" => PaymentKind.Void,
            "REFUND" => PaymentKind.Refund,
            var other => throw node.Error($"unknown transaction kind '{other}'"),
        },
        Status = node.Text("status") switch
        {
            "SUCCESS" => PaymentStatus.Success,
            "PENDING" => PaymentStatus.Pending,
            "AWAITING_RESPONSE" => PaymentStatus.AwaitingResponse,
            "FAILURE" => PaymentStatus.Failure,
            "ERROR" => PaymentStatus.Error,
            var other => throw node.Error($"unknown transaction status '{other}'"),
        },
        Gateway = node.Text("gateway"),
        Amount = Money(node, "amount"),
        RefundId = node.OptionalText("refund"),
    };

    private static Fulfilment Fulfilment(Node node) => new()
    {
        Id = node.Text("id"),
        Succeeded = (node.OptionalText("status") ?? "SUCCESS") == "SUCCESS",
        Lines = node.List("lines", static line => new FulfilmentLine(line.Text("line"), line.Whole("quantity"))),
    };

    private Refund Refund(Node node) => new()
    {
        Id = node.Text("id"),
        CreatedAt = node.Instant("createdAt"),
        Lines = node.List("lines", RefundLine),
        Shipping = node.List("shipping", part => new RefundShipping(part.Text("shippingLine"), Money(part, "amount"), Money(part, "tax"))),
        Adjustments = node.List("adjustments", part => Money(part, "amount")),
        CashRounding = OptionalMoney(node, "cashRounding"),
        ReturnId = node.OptionalText("return"),
    };

    private RefundLine RefundLine(Node node) => new()
    {
        LineId = node.Text("line"),
        Quantity = node.Whole("quantity"),
        RestockType = node.Text("restockType") switch
        {
            "RETURN" => RestockType.Return,
            "CANCEL" => RestockType.Cancel,
            "NO_RESTOCK" => RestockType.NoRestock,
            "LEGACY_RESTOCK" => RestockType.LegacyRestock,
            var other => throw node.Error($"unknown restock type '{other}'"),
        },
        Subtotal = Money(node, "subtotal"),
        Tax = Money(node, "tax"),
        Location = node.OptionalText("location"),
        Reason = node.OptionalText("reason"),
    };

    private static Return Return(Node node) => new()
    {
        Id = node.Text("id"),
        CreatedAt = node.Instant("createdAt"),
        Lines = node.List("lines", static line => new ReturnLine(
            line.Text("line"), line.Whole("quantity"), line.OptionalText("location"), line.OptionalText("reason"))),
        ExchangeLines = node.Texts("exchangeLines"),
    };

    private IReadOnlyList<MoneyPair> Amounts(Node node, string key) =>
        node.Find(key) is { } list ? [.. list.EnumerateArray().Select((item, index) => Pair(item, $"{node.Path}.{key}[{index}]"))] : [];

    private MoneyPair? OptionalMoney(Node node, string key) => node.Has(key) ? Money(node, key) : null;

    private MoneyPair Money(Node node, string key) => Pair(node.Get(key), $"{node.Path}.{key}");

    private MoneyPair Pair(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var amount = Node.ParseNumber(value);
            return new MoneyPair(new Money(amount, _shop), new Money(amount, _presentment));
        }

        return new Node(value, path).Read(pair =>
        {
            Money? presentment = pair.OptionalNumber("presentment") is { } shown ? new Money(shown, _presentment) : null;
            return pair.OptionalNumber("shop") is { } shop
                ? new MoneyPair(new Money(shop, _shop), presentment)
                : MoneyPair.PresentmentOnly(presentment ?? throw pair.Error("neither side is stated"));
        });
    }
}
