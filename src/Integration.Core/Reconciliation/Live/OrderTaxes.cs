using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Model;

namespace ErpSync.Reconciliation.Live;

/// <summary>The taxes that an order's expected journal knows: their rates, their accounts, and how much of each is on a document.</summary>
internal sealed class OrderTaxes
{
    private const int RateDecimals = 6;
    private readonly SortedDictionary<string, (JurisdictionTax Tax, decimal Rate)> _taxes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Document, JurisdictionTax Tax), decimal> _amounts = [];
    private readonly HashSet<(string Account, JurisdictionTax Tax)> _accounts = [];

    public OrderTaxes(Order order, ExpectedOrderBooks books)
    {
        Jurisdiction = order.ShippingAddress?.Country ?? order.BillingAddress?.Country ?? "";
        foreach (var tax in books.Journals.SelectMany(static journal => journal.TaxEntries).Where(static tax => !tax.IsFacilitator))
        {
            _taxes[$"{tax.Jurisdiction}|{tax.TaxCode}"] = (new JurisdictionTax(tax.Jurisdiction, tax.TaxCode), Rate(tax.Rate));
        }

        foreach (var posting in books.Postings.Where(IsTax))
        {
            var key = (DocumentOf(order, posting.Journal), TaxOf(posting.Line));
            _amounts[key] = _amounts.GetValueOrDefault(key) - posting.Line.Amount;
            if (posting.Answer is { Account: { } account, Problem: null })
            {
                _accounts.Add((account, key.Item2));
            }
        }
    }

    /// <summary>Where the order goes.</summary>
    public string Jurisdiction { get; }

    /// <summary>Every tax with its rate.</summary>
    public IEnumerable<(JurisdictionTax Tax, decimal Rate)> Rates => _taxes.Values;

    /// <summary>Every tax with the accounts that the map leads it to.</summary>
    public IEnumerable<(string Account, JurisdictionTax Tax)> Accounts => _accounts;

    public static bool IsTax(ExpectedPosting posting) => posting.Line.Role == AccountRole.OutputTax;

    public static JurisdictionTax TaxOf(JournalLine line) => new(line.Dimensions.Jurisdiction ?? "", line.Dimensions.TaxCode ?? "");

    public static decimal Rate(decimal rate) => decimal.Round(rate, RateDecimals);

    /// <summary>Name of the document that both sides use: the refund's id for what a refund credits or keeps, else the order's number.</summary>
    public static string DocumentOf(Order order, JournalEntry journal) =>
        order.Refunds.FirstOrDefault(refund => journal.Event == $"refund/{refund.Id}")?.Id ?? order.Name;

    public bool Has(string account, JurisdictionTax tax) => _accounts.Contains((account, tax));

    /// <summary>
    /// Which of the order's taxes a tax of the ERP is, told by its rate: one of them, several of one rate by what the document has of each, or all of them when it is their
    /// sum. Empty when no rate fits.
    /// </summary>
    /// <param name="document">Document it is on.</param>
    /// <param name="rate">Rate as a fraction.</param>
    /// <param name="taxed">Amount taxed, in the currency of the books.</param>
    /// <param name="amount">Tax in the currency of the books.</param>
    public IReadOnlyList<(JurisdictionTax Tax, decimal Taxed, decimal Amount)> Assign(string document, decimal rate, Money taxed, Money amount)
    {
        var wanted = Rate(rate);
        var fitting = _taxes.Values.Where(tax => tax.Rate == wanted).Select(static tax => tax.Tax).ToList();
        var isCombined = fitting.Count == 0 && _taxes.Count > 1 && _taxes.Values.Sum(static tax => tax.Rate) == wanted;
        if (isCombined)
        {
            fitting = [.. _taxes.Values.Select(static tax => tax.Tax)];
        }

        if (fitting.Count < 2)
        {
            return fitting.ConvertAll(tax => (tax, taxed.Amount, amount.Amount));
        }

        var weights = fitting.Select(tax => Math.Abs(_amounts.GetValueOrDefault((document, tax)))).ToArray();
        weights = Array.Exists(weights, static weight => weight != 0m) ? weights : [.. fitting.Select(RateOf)];
        var amounts = amount.Allocate(weights);
        var bases = taxed.Allocate(weights);
        return [.. fitting.Select((tax, index) => (tax, isCombined ? taxed.Amount : bases[index].Amount, amounts[index].Amount))];
    }

    private decimal RateOf(JurisdictionTax tax) => _taxes[$"{tax.Jurisdiction}|{tax.Code}"].Rate;
}
