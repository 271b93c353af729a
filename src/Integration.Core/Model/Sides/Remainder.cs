namespace ErpSync.Model.Sides;

/// <summary>What is left of an order or shipping line after edits and refunds.</summary>
/// <param name="Quantity">Units left.</param>
/// <param name="UnitPrice">Price of a unit.</param>
/// <param name="Discount">Discount left; negative when more value is left than the units are worth.</param>
/// <param name="Displayed">Value left after discount.</param>
/// <param name="Taxes">Taxes left, parallel to the tax lines of the source line.</param>
internal readonly record struct Remainder(int Quantity, decimal UnitPrice, decimal Discount, decimal Displayed, decimal[] Taxes)
{
    /// <summary>
    /// What keeping <paramref name="keep"/> units leaves. Amounts stated by refunds of exactly the missing units decide; without them every amount
    /// is shared by quantity.
    /// </summary>
    public static Remainder Of(SideLine line, int keep, IEnumerable<SideRefundLine> givenBack, Currency currency)
    {
        var quantity = line.Source.Quantity;
        var price = line.UnitPrice;
        int units = 0;
        decimal subtotal = 0m, tax = 0m;
        var stated = false;
        foreach (var refund in givenBack)
        {
            if (string.Equals(refund.LineId, line.Id, StringComparison.Ordinal))
            {
                units += refund.Quantity;
                subtotal += refund.Subtotal;
                tax += refund.Tax;
                stated |= refund.Subtotal != 0m || refund.Tax != 0m;
            }
        }

        if (keep == quantity && (units != 0 || !stated))
        {
            return new(keep, price, line.Discount, line.Displayed, Amounts(line.Taxes));
        }

        var list = currency.Round(price * keep);
        if (stated && units == quantity - keep)
        {
            var displayed = line.Displayed - subtotal;
            return new(keep, price, list - displayed, displayed, TaxLeft(line.Taxes, tax, currency));
        }

        var discount = Allocation.Share(line.Discount, keep, quantity, currency);
        return new(keep, price, discount, list - discount, Array.ConvertAll(line.Taxes, t => Allocation.Share(t.Amount, keep, quantity, currency)));
    }

    /// <summary>
    /// The same where a line was both edited and refunded: units that an edit removed (refund lines without any amount) take their share of every amount along
    /// first, and what refunds state comes off the rest.
    /// </summary>
    public static Remainder AfterEdits(SideLine line, int keep, IReadOnlyList<SideRefundLine> givenBack, Currency currency)
    {
        var own = givenBack.Where(refund => string.Equals(refund.LineId, line.Id, StringComparison.Ordinal)).ToArray();
        var stated = own.Where(static refund => refund.Subtotal != 0m || refund.Tax != 0m).ToArray();
        var edited = own.Sum(static refund => refund.Quantity) - stated.Sum(static refund => refund.Quantity);
        if (stated.Length == 0 || edited == 0 || stated.Sum(static refund => refund.Quantity) + edited != line.Source.Quantity - keep)
        {
            return Of(line, keep, givenBack, currency);
        }

        var quantity = line.Source.Quantity;
        var before = currency.Round(line.UnitPrice * (quantity - edited)) - Allocation.Share(line.Discount, quantity - edited, quantity, currency);
        var displayed = before - stated.Sum(static refund => refund.Subtotal);
        var taxes = Array.ConvertAll(line.Taxes, tax => tax with { Amount = Allocation.Share(tax.Amount, quantity - edited, quantity, currency) });
        return new(keep, line.UnitPrice, currency.Round(line.UnitPrice * keep) - displayed, displayed, TaxLeft(taxes, stated.Sum(static refund => refund.Tax), currency));
    }

    /// <summary>What refunds leave of a shipping charge; its discount stays.</summary>
    public static Remainder Of(SideShipping line, IEnumerable<SideRefundShipping> givenBack, Currency currency)
    {
        decimal amount = 0m, tax = 0m;
        foreach (var refund in givenBack)
        {
            if (string.Equals(refund.ShippingLineId, line.Id, StringComparison.Ordinal))
            {
                amount += refund.Amount;
                tax += refund.Tax;
            }
        }

        var price = line.Price - amount;
        return new(1, price, line.Discount, price - line.Discount, tax == 0m ? Amounts(line.Taxes) : TaxLeft(line.Taxes, tax, currency));
    }

    /// <summary>Spreads a stated tax over the tax lines it belongs to, by their amounts.</summary>
    public static decimal[] Spread(SideTax[] taxes, decimal total, Currency currency) =>
        taxes.Length == 0 ? [] : Allocation.Split(total, Amounts(taxes), currency.MinorUnits);

    private static decimal[] TaxLeft(SideTax[] taxes, decimal refunded, Currency currency) =>
        Spread(taxes, taxes.Sum(static tax => tax.Amount) - refunded, currency);

    private static decimal[] Amounts(SideTax[] taxes) => taxes.Length == 0 ? [] : Array.ConvertAll(taxes, static tax => tax.Amount);
}
