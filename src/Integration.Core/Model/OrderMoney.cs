using ErpSync.Model.Sides;

namespace ErpSync.Model;

/// <summary>
/// Proves that the money of an order ties: lines + shipping + tips − discounts + tax = total, in shop and in presentment money. Sums must be
/// exact, with two tolerances: a line's tax against its rate, half a minor unit for each tax line, because each was rounded once; and the tax that
/// edits and refunds left, one minor unit for each tax line of a partly kept line, because both sides rounded a share.
/// </summary>
public static class OrderMoney
{
    private const string ReadAgain = "Read the order again; if the difference stays, compare the order with the shop's admin page.";

    /// <summary>All identities that do not hold; empty when the order ties on both sides.</summary>
    /// <param name="order">Order to prove. Its current total is proven from what edits and refunds left, its discounts and
    /// the tax inside its prices when they are stated; the original total is a second witness when the current one fails.</param>
    public static IReadOnlyList<OrderMoneyMismatch> Check(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        List<OrderMoneyMismatch>? found = null;
        CheckSide(order, CurrencyHandling.Shop, ref found);
        CheckSide(order, CurrencyHandling.Presentment, ref found);
        return found ?? (IReadOnlyList<OrderMoneyMismatch>)[];
    }

    private static void CheckSide(Order order, CurrencyHandling handling, ref List<OrderMoneyMismatch>? found)
    {
        var side = OrderSide.Of(order, handling);
        var missing = side.FirstMissing() ?? Array.Find(side.Refunds, refund => refund.Missing is not null)?.Missing;
        if (missing is not null)
        {
            var zero = Money.Zero(side.Currency);
            Add(ref found, new("MoneySide", handling, missing, zero, zero, zero, $"The source states no amount in {side.Currency} there. Read the field in both currencies."));
            return;
        }

        CheckLineTaxes(side, ref found);
        if (!CurrentTies(side, ref found))
        {
            // Lines that an edit added cannot be told apart, so the total as placed is a second witness only when the current total fails.
            CheckOriginal(side, ref found);
        }

        CheckDiscounts(side, ref found);
    }

    private static void CheckLineTaxes(OrderSide side, ref List<OrderMoneyMismatch>? found)
    {
        foreach (var line in side.Lines)
        {
            CheckTax(side, line.Taxes, line.Displayed, $"lines[{line.Id}].taxLines", ref found);
        }

        foreach (var line in side.Shipping)
        {
            CheckTax(side, line.Taxes, line.Displayed, $"shippingLines[{line.Id}].taxLines", ref found);
        }
    }

    private static void CheckTax(OrderSide side, SideTax[] taxes, decimal displayed, string field, ref List<OrderMoneyMismatch>? found)
    {
        if (!TaxBound.Holds(taxes, displayed, side.Order.TaxesIncluded, side.Currency, out var exact))
        {
            var bound = side.Currency.MinorUnit / 2m * taxes.Length;
            Add(ref found, new("LineTax", side.Handling, field, Of(side, exact), Of(side, taxes.Sum(static tax => tax.Amount)), Of(side, bound),
                "The charged tax cannot come from the stated rate. Correct the tax lines in the shop or book the order by hand."));
        }
    }

    private static bool CurrentTies(OrderSide side, ref List<OrderMoneyMismatch>? found)
    {
        decimal value = 0m, tax = 0m;
        var refunded = side.Refunds.SelectMany(static refund => refund.Lines).ToArray();
        foreach (var line in side.Lines)
        {
            if (!line.IsExchange && line.Source.CurrentQuantity != 0)
            {
                Sum(Remainder.AfterEdits(line, line.Source.CurrentQuantity, refunded, side.Currency), ref value, ref tax);
            }
        }

        var refundedShipping = side.Refunds.SelectMany(static refund => refund.Shipping).ToArray();
        foreach (var line in side.Shipping)
        {
            Sum(Remainder.Of(line, refundedShipping, side.Currency), ref value, ref tax);
        }

        var total = value - Leftover(side) + (side.Order.TaxesIncluded ? 0m : tax);

        // What is left of a line's tax is a share, which the shop rounded once and this proof rounds once.
        var shares = side.Lines.Where(static line => line.Source.CurrentQuantity != 0 && line.Source.CurrentQuantity != line.Source.Quantity).Sum(static line => line.Taxes.Length);
        var bound = shares * side.Currency.MinorUnit;
        var totalBound = side.Order.TaxesIncluded ? 0m : bound;
        var ties = Math.Abs(total - side.CurrentTotal) <= totalBound;
        if (!ties)
        {
            Add(ref found, new("CurrentTotal", side.Handling, "totals.current", Of(side, total), Of(side, side.CurrentTotal), Of(side, totalBound), ReadAgain));
        }

        // On top of prices a tie of the totals proves the tax; inside prices it needs its own proof.
        if (side.TotalTax is { } stated && Math.Abs(stated - tax) > bound && (side.Order.TaxesIncluded || !ties))
        {
            Add(ref found, new("CurrentTax", side.Handling, "totals.tax", Of(side, tax), Of(side, stated), Of(side, bound), ReadAgain));
        }

        return total == side.CurrentTotal;
    }

    private static void CheckOriginal(OrderSide side, ref List<OrderMoneyMismatch>? found)
    {
        if (side.OriginalTotal is not { } stated || WasEdited(side))
        {
            return;
        }

        var own = side.Lines.Where(static line => !line.IsExchange).ToArray();
        var tax = side.Order.TaxesIncluded ? 0m : own.Sum(static line => line.Taxes.Sum(static t => t.Amount)) + side.Shipping.Sum(static line => line.Taxes.Sum(static t => t.Amount));
        var total = own.Sum(static line => line.Displayed) + side.Shipping.Sum(static line => line.Displayed) - Leftover(side) + tax;
        if (total != stated)
        {
            Add(ref found, new("OriginalTotal", side.Handling, "totals.original", Of(side, total), Of(side, stated), Of(side, 0m), ReadAgain));
        }
    }

    private static void CheckDiscounts(OrderSide side, ref List<OrderMoneyMismatch>? found)
    {
        if (Leftover(side) < 0m)
        {
            var allocated = side.TotalDiscounts.GetValueOrDefault() - Leftover(side);
            Add(ref found, new("Discounts", side.Handling, "totals.discounts", Of(side, allocated), Of(side, side.TotalDiscounts.GetValueOrDefault()), Of(side, 0m),
                "More discount is allocated to lines than the order states in total. " + ReadAgain));
        }
    }

    /// <summary>Order discount that no line and no shipping line carries.</summary>
    internal static decimal Leftover(OrderSide side)
    {
        if (side.TotalDiscounts is not { } stated)
        {
            return 0m;
        }

        foreach (var line in side.Lines)
        {
            stated -= line.IsExchange ? 0m : line.Discount;
        }

        foreach (var line in side.Shipping)
        {
            stated -= line.Discount;
        }

        return stated;
    }

    private static bool WasEdited(OrderSide side)
    {
        foreach (var line in side.Lines)
        {
            var refunded = side.Refunds.Sum(refund => refund.Lines.Where(part => part.LineId == line.Id).Sum(static part => part.Quantity));
            if (line.Source.Quantity != line.Source.CurrentQuantity + refunded)
            {
                return true;
            }
        }

        return false;
    }

    private static void Sum(Remainder left, ref decimal value, ref decimal tax)
    {
        value += left.Displayed;
        foreach (var amount in left.Taxes)
        {
            tax += amount;
        }
    }

    private static Money Of(OrderSide side, decimal amount) => new(amount, side.Currency);

    private static void Add(ref List<OrderMoneyMismatch>? found, OrderMoneyMismatch mismatch) => (found ??= []).Add(mismatch);
}
