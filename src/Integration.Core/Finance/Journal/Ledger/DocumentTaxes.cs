using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Taxes of a document: charged amounts, or those the ERP computes with a provable difference on the rounding account.</summary>
internal static class DocumentTaxes
{
    /// <summary>Entries and report of the taxes of a document.</summary>
    /// <param name="run">The event.</param>
    /// <param name="parts">Charged taxes by line.</param>
    /// <param name="currency">Document currency.</param>
    /// <param name="wash">True when the channel's tax is on the document.</param>
    /// <param name="report">Base and amount by tax.</param>
    public static List<Entry> Entries(
        EventRun run, IReadOnlyList<TaxPart> parts, Currency currency, bool wash, out Dictionary<TaxKey, (decimal Base, decimal Amount)> report)
    {
        report = [];
        var order = new List<TaxKey>();
        foreach (var part in parts)
        {
            if (!report.TryGetValue(part.Key, out var before))
            {
                order.Add(part.Key);
            }

            report[part.Key] = (before.Base + part.Net, before.Amount + part.Amount);
        }

        var entries = new List<Entry>();
        var rounding = 0m;
        foreach (var key in order)
        {
            if (key.IsFacilitator)
            {
                if (wash)
                {
                    entries.Add(new Entry(AccountRole.FacilitatorTaxWash, key.Dimensions, report[key].Amount, Tax: key));
                }
            }
            else
            {
                if (run.Policies.TaxPosting == TaxPosting.ErpComputed)
                {
                    var computed = Computed(run, parts, key, currency);
                    rounding += report[key].Amount - computed;
                    report[key] = (report[key].Base, computed);
                }

                entries.Add(new Entry(AccountRole.OutputTax, key.Dimensions, report[key].Amount, Tax: key));
            }
        }

        EventRun.Refuse(Math.Abs(rounding) > run.Policies.RoundingCapMinorUnits * currency.MinorUnit, "TaxMismatch");
        if (rounding != 0m)
        {
            entries.Add(new Entry(AccountRole.RoundingDifference, default, rounding));
        }

        return entries;
    }

    private static decimal Computed(EventRun run, IReadOnlyList<TaxPart> parts, TaxKey key, Currency currency)
    {
        var perLine = run.Policies.ErpTaxRounding == ErpTaxRounding.Line;
        decimal charged = 0m, exact = 0m, rounded = 0m;
        var count = 0;
        foreach (var part in parts)
        {
            if (part.Key == key)
            {
                count++;
                charged += part.Amount;
                var one = part.Exact();
                exact += one;
                rounded += currency.Round(one);
            }
        }

        var computed = perLine ? rounded : currency.Round(exact);
        EventRun.Refuse(Math.Abs(charged - computed) > currency.MinorUnit / 2m * (count + (perLine ? count : 1)), "TaxMismatch");
        return computed;
    }
}
