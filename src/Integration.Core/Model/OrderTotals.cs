namespace ErpSync.Model;

/// <summary>Totals as the source states them; used to prove the parts, never to replace them.</summary>
public sealed record OrderTotals
{
    /// <summary>What the order amounts to now: after edits and refunds, tips included, exchange items and cash rounding excluded.</summary>
    public required MoneyPair Current { get; init; }

    /// <summary>What the order amounted to as placed, or null when not stated.</summary>
    public MoneyPair? Original { get; init; }

    /// <summary>All discounts, or null.</summary>
    public MoneyPair? Discounts { get; init; }

    /// <summary>All taxes now, or null.</summary>
    public MoneyPair? Tax { get; init; }

    /// <summary>Cash rounding at payment, signed, or null.</summary>
    public MoneyPair? CashRounding { get; init; }
}
