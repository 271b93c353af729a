using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>
/// Amounts of a sales document: line amounts, the invoice discount spread over item lines, and tax settled per rate on the whole
/// document, the remainder of each rounding carried to the next line.
/// </summary>
internal sealed class SalesTotals(ErpCompany company)
{
    private readonly ErpDatabase _database = company.Database;

    /// <summary>Recomputes a document after an edit; header and lines get a new version only when an amount differs.</summary>
    public ErpRow Refresh(ErpRow header)
    {
        var kind = SalesKind.OfHeader(header.Entity.Set);
        var lines = Lines(kind, header.Id).Select(line => line.Edit()).ToList();
        var edited = header.Edit();
        Compute(edited, lines, spread: true);
        foreach (var line in lines)
        {
            _database.Update(line);
        }

        return _database.Update(edited);
    }

    /// <summary>Lines of a document by line number.</summary>
    public IReadOnlyList<ErpRow> Lines(SalesKind kind, Guid document) =>
        [.. _database[kind.LineSet].Where("documentId", document).OrderBy(line => line.Integer("sequence"))];

    /// <summary>Computes editable rows in place.</summary>
    /// <param name="header">Document.</param>
    /// <param name="lines">Its lines in order.</param>
    /// <param name="spread">True spreads the header's discount over the lines; false keeps each line's share and sums them up.</param>
    public void Compute(ErpRow header, IReadOnlyList<ErpRow> lines, bool spread)
    {
        var currency = header.Guid("currencyId");
        var amounts = lines.ToDictionary(line => line.Id, line =>
            company.Round(line.Number("quantity") * line.Number("unitPrice"), currency) - line.Number("discountAmount"));
        if (spread)
        {
            SpreadDiscount(header, lines, amounts, currency);
        }
        else
        {
            header["discountAmount"] = lines.Sum(line => line.Number("invoiceDiscount"));
        }

        foreach (var rate in lines.Where(line => line.Text("lineType") != "Comment").GroupBy(line => line.Number("taxPercent")))
        {
            Tax(rate.Key, [.. rate], amounts, header.Flag("pricesIncludeTax"), currency);
        }

        header["totalAmountExcludingTax"] = lines.Sum(line => line.Number("netAmount"));
        header["totalTaxAmount"] = lines.Sum(line => line.Number("netTaxAmount"));
        header["totalAmountIncludingTax"] = lines.Sum(line => line.Number("netAmountIncludingTax"));
    }

    private void SpreadDiscount(ErpRow header, IReadOnlyList<ErpRow> lines, Dictionary<Guid, decimal> amounts, Guid currency)
    {
        var open = lines.Where(line => line.Text("lineType") == "Item" && amounts[line.Id] > 0).ToList();
        var total = open.Sum(line => amounts[line.Id]);
        var discount = lines.Count == 0 ? header.Number("discountAmount") : Math.Min(header.Number("discountAmount"), total);
        header["discountAmount"] = discount;
        decimal seen = 0, given = 0;
        foreach (var line in lines)
        {
            line["invoiceDiscount"] = 0m;
        }

        foreach (var line in open)
        {
            seen += amounts[line.Id];
            var upToHere = company.Round(discount * seen / total, currency);
            line["invoiceDiscount"] = upToHere - given;
            given = upToHere;
        }
    }

    private void Tax(decimal percent, IReadOnlyList<ErpRow> lines, Dictionary<Guid, decimal> amounts, bool including, Guid currency)
    {
        var rate = percent / 100m;
        decimal Share(decimal amount) => company.Round(including ? amount * rate / (1 + rate) : amount * rate, currency);
        decimal seen = 0, settled = 0;
        foreach (var line in lines)
        {
            var amount = amounts[line.Id];
            var discount = line.Number("invoiceDiscount");
            seen += amount - discount;
            var tax = Share(seen) - settled;
            settled += tax;
            line["netTaxAmount"] = tax;
            line["netAmount"] = amount - discount - (including ? tax : 0);
            line["netAmountIncludingTax"] = amount - discount + (including ? 0 : tax);
            var before = discount == 0 ? tax : Share(amount);
            line["totalTaxAmount"] = before;
            line["amountExcludingTax"] = amount - (including ? before : 0);
            line["amountIncludingTax"] = amount + (including ? 0 : before);
            line["invoiceDiscountAllocation"] = line.Number("amountExcludingTax") - line.Number("netAmount");
        }
    }
}
