namespace ErpSync.Finance.Journal.Ledger;

/// <summary>A part of a line: list value, discount (as displayed and net of tax) and each tax.</summary>
internal sealed record Slice(decimal List, decimal Discount, decimal NetDiscount, decimal[] Tax)
{
    public static Slice Nothing { get; } = new(0m, 0m, 0m, []);

    public decimal Displayed => List - Discount;

    public decimal TotalTax => Tax.Sum();

    public bool IsNothing => List == 0m && Discount == 0m && NetDiscount == 0m && Array.TrueForAll(Tax, static tax => tax == 0m);

    public static Slice operator +(Slice a, Slice b) => new(a.List + b.List, a.Discount + b.Discount, a.NetDiscount + b.NetDiscount, Combine(a.Tax, b.Tax, 1m));

    public static Slice operator -(Slice a, Slice b) => new(a.List - b.List, a.Discount - b.Discount, a.NetDiscount - b.NetDiscount, Combine(a.Tax, b.Tax, -1m));

    public static decimal At(decimal[] values, int index) => index < values.Length ? values[index] : 0m;

    public static decimal[] Combine(decimal[] a, decimal[] b, decimal sign)
    {
        var result = new decimal[Math.Max(a.Length, b.Length)];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = At(a, i) + (sign * At(b, i));
        }

        return result;
    }
}
