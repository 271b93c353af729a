namespace ErpSync.Finance.Journal.Ledger;

internal readonly record struct TaxKey(string Code, string Jurisdiction, decimal Rate, bool IsFacilitator)
{
    public JournalDimensions Dimensions => new() { TaxCode = Code, Jurisdiction = Jurisdiction };

    public static TaxKey Of(LineTax tax) => new(tax.Code, tax.Jurisdiction, tax.Rate, tax.IsFacilitator);
}
