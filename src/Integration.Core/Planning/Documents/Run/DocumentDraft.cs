using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Planning.Documents.Run;

/// <summary>A document while it is being built: lines, the channel's tax beside them, and what the tax stage adds.</summary>
internal sealed class DocumentDraft(DocumentSubject subject)
{
    public DocumentSubject Subject { get; } = subject;

    public List<DraftLine> Lines { get; } = [];

    /// <summary>The channel's tax by code, in order of first appearance.</summary>
    public List<(string Code, decimal Amount)> FacilitatorTax { get; } = [];

    public decimal InvoiceDiscount { get; init; }

    public decimal FacilitatorTotal => FacilitatorTax.Sum(static tax => tax.Amount);

    /// <summary>Value and tax of the lines so far, with charged tax amounts.</summary>
    public decimal Gross(bool taxesIncluded)
    {
        var sum = -InvoiceDiscount;
        foreach (var line in Lines)
        {
            sum += line.Amount;
            if (!taxesIncluded)
            {
                foreach (var tax in line.Taxes)
                {
                    sum += tax.Amount;
                }
            }
        }

        return sum;
    }

    /// <summary>The merchant's part of the taxes; the channel's part is noted beside the lines.</summary>
    public DraftTax[] Split(SideTax[] taxes, decimal[] amounts, decimal sign = 1m)
    {
        if (taxes.Length == 0)
        {
            return [];
        }

        var own = new List<DraftTax>(taxes.Length);
        for (var i = 0; i < taxes.Length; i++)
        {
            var amount = amounts[i] * sign;
            if (!taxes[i].ChannelLiable)
            {
                own.Add(new DraftTax(taxes[i].Code, taxes[i].Rate, amount));
            }
            else if (FacilitatorTax.FindIndex(tax => tax.Code == taxes[i].Code) is var index and >= 0)
            {
                FacilitatorTax[index] = (taxes[i].Code, FacilitatorTax[index].Amount + amount);
            }
            else
            {
                FacilitatorTax.Add((taxes[i].Code, amount));
            }
        }

        return [.. own];
    }

    public IReadOnlyList<FacilitatorTax> ToFacilitatorTax(Currency currency) =>
        FacilitatorTax.Count == 0 ? [] : FacilitatorTax.ConvertAll(tax => new FacilitatorTax(tax.Code, new Money(tax.Amount, currency)));
}
