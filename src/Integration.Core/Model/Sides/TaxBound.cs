namespace ErpSync.Model.Sides;

/// <summary>Whether charged tax can be the tax of a line at its rates: each tax line was rounded once, so half a minor unit each is provable, not more.</summary>
internal static class TaxBound
{
    public static bool Holds(SideTax[] taxes, decimal displayed, bool taxesIncluded, Currency currency, out decimal exact)
    {
        decimal rates = 0m, charged = 0m;
        foreach (var tax in taxes)
        {
            rates += tax.Rate;
            charged += tax.Amount;
        }

        exact = Exact(displayed, rates, rates, taxesIncluded);
        return Math.Abs(charged - exact) <= currency.MinorUnit / 2m * taxes.Length;
    }

    /// <summary>Tax at one rate of a value that carries several: on top of a net value, or inside a value with tax.</summary>
    public static decimal Exact(decimal displayed, decimal rate, decimal allRates, bool taxesIncluded) =>
        !taxesIncluded ? displayed * rate : allRates == -1m ? 0m : displayed * rate / (1m + allRates);
}
