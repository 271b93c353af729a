using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Reads the taxes of posted invoices and credit memos. The net amounts of a line are those after the discount of the whole document, as the ledger has them.</summary>
internal static class PostedReading
{
    private const decimal Percent = 100m;

    public static PostedDocument Read(BcEntity document, string lines, Currency currency) => new(
        document.Text(BcFields.Number),
        new Money(document.Decimal(BcFields.TotalIncludingTax), currency),
        [
            .. document.Children(lines).OrderBy(line => line.Integer(BcFields.Sequence))
                .Select(line => new PostedTax(
                    line.Text(BcFields.TaxCode), line.Decimal(BcFields.TaxPercent) / Percent,
                    new Money(line.Decimal(BcFields.NetAmount), currency), new Money(line.Decimal(BcFields.NetTaxAmount), currency)))
                .Where(tax => !tax.Base.IsZero || !tax.Amount.IsZero),
        ]);
}
