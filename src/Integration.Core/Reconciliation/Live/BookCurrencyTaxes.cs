using ErpSync.Model;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Live;

/// <summary>Taxes of a posted document in the currency of the books.</summary>
internal static class BookCurrencyTaxes
{
    /// <summary>
    /// The tax lines with amounts in the currency of the books, credit memos negative. Another currency is converted with the document's own ratio: what its receivable is in the
    /// ledger for what it is on the document. The largest line takes what rounding leaves, so that the sum is the rounded sum, or the ledger's where only rounding is between them.
    /// </summary>
    public static IReadOnlyList<(string Code, decimal Rate, decimal Taxed, decimal Amount)> Of(
        OrderDocument document, IReadOnlySet<string> receivables, IReadOnlyCollection<decimal> ledgerTax, ReconciliationScope scope, ReconciliationSettings settings)
    {
        if (document.Posted is not { } posted)
        {
            return [];
        }

        var taxes = posted.Taxes.Where(static tax => !tax.Amount.IsZero).ToList();
        var sign = document.IsCredit ? -1m : 1m;
        if (taxes.Count == 0 || posted.Gross.Currency == scope.BookCurrency)
        {
            return taxes.ConvertAll(tax => (tax.Code, tax.Rate, sign * tax.Base.Amount, sign * tax.Amount.Amount));
        }

        var receivable = Math.Abs(document.Entries.Where(entry => receivables.Contains(entry.Account)).Sum(static entry => entry.Amount));
        var charged = taxes.Sum(static tax => tax.Amount.Amount);
        var inLedger = sign * ledgerTax.Sum();
        var ratio = receivable != 0m && !posted.Gross.IsZero ? receivable / Math.Abs(posted.Gross.Amount) : charged != 0m ? inLedger / charged : 0m;
        var exact = charged * ratio;
        var provable = 0.5m * JournalRoundings.MinorUnit(scope, settings) * (taxes.Count + ledgerTax.Count);
        var total = Math.Abs(exact - inLedger) <= provable ? inLedger : scope.BookCurrency.Round(exact);
        var amounts = taxes.ConvertAll(tax => scope.BookCurrency.Round(tax.Amount.Amount * ratio));
        var largest = amounts.IndexOf(amounts.MaxBy(Math.Abs));
        amounts[largest] += total - amounts.Sum();
        return [.. taxes.Select((tax, index) => (tax.Code, tax.Rate, sign * scope.BookCurrency.Round(tax.Base.Amount * ratio), sign * amounts[index]))];
    }
}
