using System.Globalization;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Customers;

/// <summary>
/// An order as events tell it. Units that an edit removed are gone from it; units that were given back or cancelled are not, because refund and cancellation
/// are told as such.
/// </summary>
internal sealed class OrderActivities(Order order, CurrencyHandling handling)
{
    private readonly OrderSide _side = OrderSide.Of(order, handling);

    /// <summary>Refunds that are told as such, by time; those that only record an edit or an unpaid cancellation are not.</summary>
    public IEnumerable<SideRefund> Refunds => _side.Refunds.Where(refund => !OnlyRecords(refund));

    /// <summary>How the order stands.</summary>
    public CustomerActivity Stand(CustomerActivityKind kind, DateTimeOffset at)
    {
        var edits = _side.Refunds.Where(IsEdit).SelectMany(static refund => refund.Lines).ToArray();
        var lines = _side.Lines.Where(static line => !line.IsExchange)
            .Select(line => (Line: line, Left: Remainder.AfterEdits(line, Kept(line, edits), edits, _side.Currency)))
            .Where(static pair => pair.Left.Quantity > 0).ToArray();
        decimal subtotal = 0m, revenue = 0m, tax = 0m, discount = 0m;
        foreach (var (line, left) in lines)
        {
            var taxes = left.Taxes.Sum();
            var net = left.Displayed - (order.TaxesIncluded ? taxes : 0m);
            subtotal += net;
            revenue += line.Source.Kind is OrderLineKind.Product or OrderLineKind.Custom or OrderLineKind.Charge ? net : 0m;
            tax += taxes;
            discount += left.Discount;
        }

        decimal shipping = 0m;
        foreach (var charge in _side.Shipping)
        {
            var taxes = charge.Taxes.Sum(static one => one.Amount);
            shipping += charge.Displayed - (order.TaxesIncluded ? taxes : 0m);
            tax += taxes;
            discount += charge.Discount;
        }

        return Make(kind, at, subtotal, revenue, shipping, tax, discount) with { Products = [.. lines.Select(pair => Product(pair.Line, pair.Left.Quantity))] };
    }

    /// <summary>What a refund gives back.</summary>
    public CustomerActivity Given(SideRefund refund)
    {
        decimal subtotal = refund.Adjustments.Sum() + refund.CashRounding, tax = 0m, shipping = 0m, other = subtotal;
        foreach (var line in refund.Lines)
        {
            var net = line.Subtotal - (order.TaxesIncluded ? line.Tax : 0m);
            subtotal += net;
            other += _side.FindLine(line.LineId)?.Source.Kind is OrderLineKind.GiftCard or OrderLineKind.Tip ? net : 0m;
            tax += line.Tax;
        }

        foreach (var part in refund.Shipping)
        {
            shipping += part.Amount - (order.TaxesIncluded ? part.Tax : 0m);
            tax += part.Tax;
        }

        var products = refund.Lines.Where(static line => line.Quantity > 0)
            .Select(line => (Found: _side.FindLine(line.LineId), line.Quantity)).Where(static pair => pair.Found is not null)
            .Select(pair => Product(pair.Found!, pair.Quantity));
        return Make(CustomerActivityKind.OrderRefunded, refund.Source.CreatedAt, subtotal, subtotal - other, shipping, tax, 0m) with
        {
            RefundId = refund.Id,
            Products = [.. products],
        };
    }

    /// <summary>Fingerprint of how an order stands; times do not matter.</summary>
    public static string HashOf(CustomerActivity stand) => Fingerprint.Of(
    [
        stand.CustomerId, stand.OrderNumber, stand.Channel, Text(stand.Total), Text(stand.Subtotal), Text(stand.Revenue),
        Text(stand.Shipping), Text(stand.Tax), Text(stand.Discount),
        .. stand.Products.Select(static line => string.Create(CultureInfo.InvariantCulture, $"{line.LineId}|{line.Sku}|{line.Quantity}|{Text(line.UnitPrice)}")),
    ]);

    private static string Text(Money money) => money.ToString();

    private int Kept(SideLine line, IReadOnlyList<SideRefundLine> edits)
    {
        var edited = edits.Where(refund => refund.LineId == line.Id).Sum(static refund => refund.Quantity);
        var recorded = _side.Refunds.SelectMany(static refund => refund.Lines).Where(refund => refund.LineId == line.Id).Sum(static refund => refund.Quantity);
        var unrecorded = Math.Max(0, line.Source.Quantity - line.Source.CurrentQuantity - recorded);
        return Math.Max(0, line.Source.Quantity - edited - (order.CancelledAt is null ? unrecorded : 0));
    }

    private bool IsEdit(SideRefund refund) => OnlyRecords(refund) && (order.CancelledAt is not { } cancelled || refund.Source.CreatedAt < cancelled);

    private bool OnlyRecords(SideRefund refund) =>
        refund.Shipping.Length == 0 && !refund.HasAdjustment && !Array.Exists(refund.Lines, static line => line.IsCredit)
        && !order.Payments.Any(payment => payment.Kind == PaymentKind.Refund && payment.RefundId == refund.Id
            && payment.Status is not (PaymentStatus.Failure or PaymentStatus.Error));

    private static ActivityProduct ProductOf(SideLine line, int quantity, Currency currency) => new()
    {
        LineId = line.Id,
        Variant = line.Source.Variant,
        Sku = line.Source.Sku,
        Name = line.Source.Title,
        Quantity = quantity,
        UnitPrice = new Money(line.UnitPrice, currency),
    };

    private ActivityProduct Product(SideLine line, int quantity) => ProductOf(line, quantity, _side.Currency);

    private CustomerActivity Make(CustomerActivityKind kind, DateTimeOffset at, decimal subtotal, decimal revenue, decimal shipping, decimal tax, decimal discount) => new()
    {
        Kind = kind,
        OccurredAt = at,
        CustomerId = order.Customer?.Id,
        OrderId = order.Id,
        OrderNumber = order.Name,
        Channel = order.Channel,
        Total = In(subtotal + shipping + tax),
        Subtotal = In(subtotal),
        Revenue = In(revenue),
        Shipping = In(shipping),
        Tax = In(tax),
        Discount = In(discount),
    };

    private Money In(decimal amount) => new(amount, _side.Currency);
}
