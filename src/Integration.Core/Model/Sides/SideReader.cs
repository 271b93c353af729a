namespace ErpSync.Model.Sides;

/// <summary>Takes one side of money pairs and remembers the first field where that side was not stated.</summary>
internal struct SideReader(CurrencyHandling side, Currency currency)
{
    public string? Missing { get; private set; }

    public decimal Read(MoneyPair? pair, string field)
    {
        if (pair is null)
        {
            return 0m;
        }

        if (pair.Side(side) is { } amount && amount.Currency == currency)
        {
            return amount.Amount;
        }

        Missing ??= field;
        return 0m;
    }

    public decimal Sum(IReadOnlyList<MoneyPair> pairs, string field)
    {
        var sum = 0m;
        for (var i = 0; i < pairs.Count; i++)
        {
            sum += Read(pairs[i], field);
        }

        return sum;
    }

    public SideTax[] Taxes(IReadOnlyList<TaxLine> taxes, string field)
    {
        var result = taxes.Count == 0 ? [] : new SideTax[taxes.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var tax = taxes[i];
            result[i] = new SideTax(tax.Code, tax.Rate, Read(tax.Amount, field), tax.ChannelLiable);
        }

        return result;
    }
}
