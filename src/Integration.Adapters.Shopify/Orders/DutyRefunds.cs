using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>
/// What refunds gave back of each duty. The shop states amounts, whole or a share of the duty (<c>RefundDutyRefundType</c>), and no tax: the tax goes back in
/// proportion. The share that completes a duty takes its one unit.
/// </summary>
internal static class DutyRefunds
{
    public const string Title = "Duties";

    /// <summary>A duty's part of a refund; its unit and its tax follow when all refunds are known.</summary>
    public static RefundLine Line(string duty, MoneyPair amount, MoneyPair zero) =>
        new() { LineId = duty, RestockType = RestockType.NoRestock, Subtotal = amount, Tax = zero };

    /// <summary>The order with the units and taxes of its refunded duties; refunds are in the order of their time.</summary>
    public static Order Settle(Order order)
    {
        var duties = order.Lines.Where(line => line.Kind == OrderLineKind.Charge).DistinctBy(line => line.Id, StringComparer.Ordinal).ToDictionary(line => line.Id, StringComparer.Ordinal);
        if (duties.Count == 0 || order.Refunds.Count == 0)
        {
            return order;
        }

        var given = new Dictionary<string, MoneyPair>(StringComparer.Ordinal);
        RefundLine Part(RefundLine part)
        {
            if (!duties.TryGetValue(part.LineId, out var duty))
            {
                return part;
            }

            var before = given.GetValueOrDefault(part.LineId) ?? part.Subtotal.Times(0m);
            var after = given[part.LineId] = before + part.Subtotal;
            return part with { Quantity = IsWhole(duty, after) && !IsWhole(duty, before) ? 1 : 0, Tax = Tax(duty, after).Minus(Tax(duty, before)) };
        }

        return order with
        {
            Refunds = [.. order.Refunds.Select(refund => refund with { Lines = [.. refund.Lines.Select(Part)] })],
            Lines = [.. order.Lines.Select(line => given.TryGetValue(line.Id, out var amount) && IsWhole(line, amount) ? line with { CurrentQuantity = 0 } : line)],
        };
    }

    private static bool IsWhole(OrderLine duty, MoneyPair given) => given.Shop >= duty.UnitPrice.Shop;

    private static MoneyPair Tax(OrderLine duty, MoneyPair given)
    {
        var tax = duty.TaxLines.Select(line => line.Amount).Sum(duty.UnitPrice.Times(0m));
        return IsWhole(duty, given) ? tax : new(Share(tax.Shop, given.Shop, duty.UnitPrice.Shop), tax.Presentment is { } other && given.Presentment is { } part && duty.UnitPrice.Presentment is { } whole ? Share(other, part, whole) : null);
    }

    private static Money Share(Money tax, Money part, Money whole) => whole.IsZero ? tax * 0m : tax.Share(part.Amount, whole.Amount);
}
