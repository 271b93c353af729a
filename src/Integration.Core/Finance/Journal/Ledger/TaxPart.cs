namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Tax of one line on a document, as the shop charged it.</summary>
internal readonly record struct TaxPart(LineBook Line, int Index, decimal Net, decimal Displayed, decimal Amount)
{
    public TaxKey Key => TaxKey.Of(Line.Taxes[Index]);

    public decimal Exact()
    {
        var rates = 0m;
        foreach (var tax in Line.Taxes)
        {
            rates += tax.Rate;
        }

        return Line.TaxIncluded ? Displayed * Line.Taxes[Index].Rate / (1m + rates) : Net * Line.Taxes[Index].Rate;
    }
}
