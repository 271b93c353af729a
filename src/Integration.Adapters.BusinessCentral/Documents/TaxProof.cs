using System.Globalization;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>
/// Compares the tax in a document with the one charged. Where prices include it the total says nothing about it: 120.00 with 19 % inside ties with 120.00 with 20 %
/// inside. What a channel remits is in neither number: it is beside the document or a line of its own without tax.
/// </summary>
internal sealed class TaxProof(bool isOn)
{
    public static decimal Of(BcEntity header) => header.Has(BcFields.TotalTax)
        ? header.Decimal(BcFields.TotalTax)
        : header.Decimal(BcFields.TotalIncludingTax) - header.Decimal(BcFields.TotalExcludingTax);

    public bool Ties(SalesDocument document, BcEntity header) => Ties(document, [header]);

    /// <summary>Whether rounding explains the difference of the taxes. Totals that do not add up state no tax to compare with.</summary>
    public bool Ties(SalesDocument document, IReadOnlyList<BcEntity> headers)
    {
        var totals = document.Totals;
        return !isOn || totals.Net + totals.Tax != totals.Gross || Math.Abs(headers.Sum(Of) - totals.Tax.Amount) <= Bound(document, headers.Count);
    }

    public static BcException Mismatch(WantedDocument wanted, decimal actual, string consequence) => BcException.Of(
        FaultKind.Rejected, "bc.tax-mismatch",
        string.Create(CultureInfo.InvariantCulture,
            $"{wanted.Sets.Kind} {wanted.ExternalNumber}: the tax in it must be {wanted.Document.Totals.Tax}, Business Central arrives at {actual} ({string.Join(", ", Codes(wanted))}); {consequence}."),
        "Map each tax that is named to the tax code with its rate (TaxCodes, and UntaxedTaxCode for lines without tax), or correct the tax groups of items, accounts and customer; then retry. Where the ERP alone decides the tax, set CompareTax to false.", "totals.tax");

    /// <summary>
    /// A minor unit for each charged amount: half a unit when it was rounded, and as much again where it is a part of a line's, as on a refund. Half a unit for each rate of
    /// each document, which the service rounds once. A rounding line moves the total, and the tax by less, up to the tolerance. And whether a discount on the whole document
    /// was taken before the tax or after it is not known here.
    /// </summary>
    private static decimal Bound(SalesDocument document, int documents)
    {
        var taxes = document.Lines.SelectMany(static line => line.Tax).ToList();
        var roundings = taxes.Count + (taxes.Select(static tax => (tax.Code, tax.Rate)).Distinct().Count() * documents / 2m);
        return (roundings * document.Currency.MinorUnit) + document.RoundingTolerance.Amount
            + ((document.InvoiceDiscount?.Amount ?? 0m) * document.Lines.Select(static line => line.Tax.Sum(static tax => tax.Rate)).DefaultIfEmpty(0m).Max());
    }

    private static IEnumerable<string> Codes(WantedDocument wanted) => wanted.Document.Lines.Zip(wanted.Lines)
        .Where(static pair => pair.Second.LineType != WantedLine.Comment)
        .Select(static pair => $"{Taxes(pair.First)} as {pair.Second.TaxCode ?? "the tax code of the item or account"}").Distinct(StringComparer.Ordinal);

    private static string Taxes(SalesDocumentLine line) => line.Tax.Count == 0 ? "no tax"
        : string.Join(" + ", line.Tax.Select(static tax => string.Create(CultureInfo.InvariantCulture, $"{tax.Code}@{tax.Rate / 1.000000000000m}")));
}
