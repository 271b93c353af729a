using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>One company: its records, its setup and the business rules that work on them. Use it inside the gate of the database.</summary>
internal sealed class ErpCompany
{
    private readonly Dictionary<(string Business, string Product), VatRate> _vat = [];
    private readonly Dictionary<string, ErpRules> _rules;

    public ErpCompany(ErpDatabase database, SandboxErpOptions options)
    {
        Database = database;
        Options = options;
        Stock = new StockLedger(this);
        Ledger = new GeneralLedger(this);
        Totals = new SalesTotals(this);
        Posting = new SalesPosting(this);
        Payments = new PaymentPosting(this);
        _rules = new Dictionary<string, ErpRules>
        {
            ["customers"] = new CustomerRules(this),
            ["items"] = new ItemRules(this),
            ["itemVariants"] = new ItemVariantRules(this),
            ["customerPayments"] = new CustomerPaymentRules(this),
            ["journalLines"] = new JournalLineRules(this),
            ["customerPaymentJournals"] = new JournalBatchRules(this),
            ["journals"] = new JournalBatchRules(this),
            ["dimensionSetLines"] = new DimensionRules(this),
            ["subscriptions"] = new Webhooks.SubscriptionRules(this),
        };
        foreach (var kind in SalesKind.All)
        {
            _rules[kind.HeaderSet] = new SalesHeaderRules(this, kind);
            _rules[kind.LineSet] = new SalesLineRules(this, kind);
        }
    }

    public ErpDatabase Database { get; }

    public SandboxErpOptions Options { get; }

    public StockLedger Stock { get; }

    public GeneralLedger Ledger { get; }

    public SalesTotals Totals { get; }

    public SalesPosting Posting { get; }

    public PaymentPosting Payments { get; }

    public ErpRow Setup => Database["generalLedgerSetup"].Rows.First();

    public ErpRules Rules(string set) => _rules.TryGetValue(set, out var rules) ? rules : new ErpRules(this);

    public void SetVat(VatRate rate) => _vat[(rate.BusinessGroup, rate.ProductGroup)] = rate;

    /// <summary>The rate of a customer group and an item or account group; a missing combination is a setup error.</summary>
    public VatRate Vat(string business, string product) => _vat.TryGetValue((business, product), out var rate)
        ? rate
        : throw new ErpError(400, "Internal_RecordNotFound",
            "The VAT Posting Setup does not exist. Identification fields and values: "
            + $"VAT Bus. Posting Group='{business}',VAT Prod. Posting Group='{product}'");

    /// <summary>Units of local currency for one unit of the currency; 1 for the local currency.</summary>
    public decimal Rate(Guid currencyId) => currencyId == Guid.Empty ? 1m : Rates.GetValueOrDefault(currencyId, 1m);

    public Dictionary<Guid, decimal> Rates { get; } = [];

    /// <summary>Documents that are being inserted with their lines; their totals are computed once, at the end.</summary>
    public HashSet<Guid> Deferred { get; } = [];

    /// <summary>Rounds an amount to the precision of its currency, half away from zero.</summary>
    public decimal Round(decimal amount, Guid currencyId)
    {
        var precision = currencyId == Guid.Empty ? 0.01m : Database["currencies"].Find(currencyId)?.Number("amountRoundingPrecision") ?? 0.01m;
        return precision <= 0 ? amount : decimal.Round(amount / precision, 0, MidpointRounding.AwayFromZero) * precision;
    }

    /// <summary>Days until a document of these terms is due; formulas other than a number of days count as none.</summary>
    public int DueDays(Guid paymentTermsId)
    {
        var formula = Database["paymentTerms"].Find(paymentTermsId)?.Text("dueDateCalculation") ?? "";
        return formula.EndsWith('D') && int.TryParse(formula[..^1], out var days) ? days : 0;
    }

    /// <summary>Refuses dates outside the open posting period.</summary>
    public void RequireOpenPeriod(DateOnly date)
    {
        var from = Setup.Date("allowPostingFrom");
        var to = Setup.Date("allowPostingTo");
        if ((from != DateOnly.MinValue && date < from) || (to != DateOnly.MinValue && date > to))
        {
            throw ErpError.Dialog("Posting Date is not within your range of allowed posting dates.");
        }
    }

    /// <summary>Sets the currency of a customer or document from what a client sent; the local currency is held as "none".</summary>
    public void AssignCurrency(ErpRow row, string property, object value)
    {
        var local = Setup.Text("localCurrencyCode");
        if (value is "" || value.Equals(Guid.Empty) || value.Equals(local))
        {
            row["currencyId"] = Guid.Empty;
            row["currencyCode"] = local;
            return;
        }

        var currency = Database["currencies"].Single(property == "currencyId" ? "id" : "code", value)
            ?? throw ErpError.Dialog($"The \"{property}\" does not match to a Currency.");
        row["currencyId"] = currency.Id;
        row["currencyCode"] = currency.Text("code");
    }

    /// <summary>The record with this id, or the AL error that names the property.</summary>
    public ErpRow Related(string set, Guid id, string property, string entity) =>
        Database[set].Find(id) ?? throw ErpError.Dialog($"The \"{property}\" does not match to a {entity}.");
}
