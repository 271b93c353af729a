using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>A line of an accepted order and how far it is cancelled, shipped, invoiced, credited and returned.</summary>
internal sealed class LineBook
{
    public required string Id { get; init; }

    public string? Component { get; init; }

    public required FinanceLineKind Kind { get; init; }

    public required Currency Currency { get; init; }

    public required bool TaxIncluded { get; init; }

    public bool IsExchange { get; init; }

    /// <summary>Units ordered, cards sold, or months of a service.</summary>
    public required decimal Units { get; init; }

    public required decimal List { get; init; }

    public required decimal Discount { get; init; }

    public required decimal NetDiscount { get; init; }

    public required LineTax[] Taxes { get; init; }

    public decimal? UnitCost { get; init; }

    public ServiceTerms? Service { get; init; }

    public decimal Displayed => List - Discount;

    public decimal TotalTax => Taxes.Sum(static tax => tax.Amount);

    public decimal Gross => TaxIncluded ? Displayed : Displayed + TotalTax;

    public decimal Net => TaxIncluded ? Displayed - TotalTax : Displayed;

    /// <summary>True for lines whose progress is a number of units; shipping and tips progress by amount.</summary>
    public bool ByUnits => Kind is FinanceLineKind.Product or FinanceLineKind.Service or FinanceLineKind.GiftCard;

    public decimal CancelledUnits { get; set; }

    public decimal CancelledDisplayed { get; set; }

    public decimal[] CancelledTax { get; set; } = [];

    public decimal Shipped { get; set; }

    public decimal InvoicedUnits { get; set; }

    public Slice Invoiced { get; set; } = Slice.Nothing;

    public decimal CostIssued { get; set; }

    public decimal CreditedUnits { get; set; }

    public decimal CreditedDisplayed { get; set; }

    public decimal[] CreditedTax { get; set; } = [];

    public decimal Returned { get; set; }

    public decimal CostReturned { get; set; }

    public decimal ExpectedUnits { get; set; }

    public decimal RefundLiability { get; set; }

    public decimal ExpectedBackUnits { get; set; }

    public decimal ReturnAsset { get; set; }

    /// <summary>Functional net booked by invoices, and what credits have taken back of it.</summary>
    public decimal BookedNet { get; set; }

    public decimal[] BookedTax { get; set; } = [];

    public decimal CreditedBookedNet { get; set; }

    public decimal[] CreditedBookedTax { get; set; } = [];

    public bool IsTouched => CancelledUnits != 0m || CancelledDisplayed != 0m || Shipped != 0m || InvoicedUnits != 0m || Invoiced.Displayed != 0m;

    public decimal OpenUnits => Units - CancelledUnits - (Kind == FinanceLineKind.Product ? Shipped : InvoicedUnits);

    public LineBook Clone() => (LineBook)MemberwiseClone();

    /// <summary>Every amount of the line for a number of units, cumulatively rounded.</summary>
    public Slice At(decimal units) => new(
        Share(List, units), Share(Discount, units), Share(NetDiscount, units), Array.ConvertAll(Taxes, tax => Share(tax.Amount, units)));

    /// <summary>Every amount of the line in a proportion, cumulatively rounded.</summary>
    public Slice AtRatio(decimal part, decimal whole) => new(
        Ratio(List, part, whole), Ratio(Discount, part, whole), Ratio(NetDiscount, part, whole), Array.ConvertAll(Taxes, tax => Ratio(tax.Amount, part, whole)));

    /// <summary>What the line is worth now, cancelled parts excluded.</summary>
    public Slice Current()
    {
        if (ByUnits)
        {
            return At(Units - CancelledUnits);
        }

        var tax = new decimal[Taxes.Length];
        for (var i = 0; i < tax.Length; i++)
        {
            tax[i] = Taxes[i].Amount - Slice.At(CancelledTax, i);
        }

        return new Slice(List - CancelledDisplayed, Discount, NetDiscount, tax);
    }

    public decimal GrossOf(Slice slice) => TaxIncluded ? slice.Displayed : slice.Displayed + slice.TotalTax;

    public decimal NetOf(Slice slice) => TaxIncluded ? slice.Displayed - slice.TotalTax : slice.Displayed;

    public decimal CurrentGross() => GrossOf(Current());

    public decimal InvoicedGross() => GrossOf(Invoiced);

    private decimal Share(decimal total, decimal units) => Allocation.Share(total, units, Units, Currency);

    private decimal Ratio(decimal total, decimal part, decimal whole) => Allocation.Share(total, part, whole, Currency);
}
