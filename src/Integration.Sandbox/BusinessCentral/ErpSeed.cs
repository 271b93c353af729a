using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>Sets a new company up: accounts, tax, locations, currencies, terms, journals and the catalogue.</summary>
internal sealed class ErpSeed(ErpCompany company, SandboxErpOptions options)
{
    private static readonly (string Number, string Name, string Category)[] Accounts =
    [
        (ErpAccounts.Inventory, "Inventory", "Assets"),
        (ErpAccounts.Receivables, "Accounts Receivable", "Assets"),
        (ErpAccounts.Bank, "Bank", "Assets"),
        (ErpAccounts.PaymentClearing, "Payment Provider Clearing", "Assets"),
        (ErpAccounts.SecondClearing, "Second Provider Clearing", "Assets"),
        (ErpAccounts.ManualClearing, "Manual Payments Clearing", "Assets"),
        (ErpAccounts.VatStandard, "VAT 19 %", "Liabilities"),
        (ErpAccounts.VatReduced, "VAT 7 %", "Liabilities"),
        (ErpAccounts.VatOther, "VAT Other Rates", "Liabilities"),
        (ErpAccounts.GiftCards, "Gift Card Liability", "Liabilities"),
        (ErpAccounts.Equity, "Opening Equity", "Equity"),
        (ErpAccounts.Sales, "Sales of Goods", "Income"),
        (ErpAccounts.Shipping, "Shipping Income", "Income"),
        (ErpAccounts.Tips, "Tips", "Income"),
        (ErpAccounts.RestockingFees, "Restocking Fees", "Income"),
        (ErpAccounts.Discounts, "Discounts Granted", "Income"),
        (ErpAccounts.Goodwill, "Goodwill Refunds", "Income"),
        (ErpAccounts.Duties, "Duties Charged", "Income"),
        (ErpAccounts.Rounding, "Rounding Differences", "Expense"),
        (ErpAccounts.ExchangeDifferences, "Exchange Differences", "Expense"),
        (ErpAccounts.CostOfGoodsSold, "Cost of Goods Sold", "Cost of Goods Sold"),
        (ErpAccounts.InventoryAdjustment, "Inventory Adjustments", "Expense"),
        (ErpAccounts.PaymentFees, "Payment Fees", "Expense"),
    ];

    private readonly ErpDatabase _database = company.Database;

    public void Run()
    {
        var name = options.CompanyName.Length > 30 ? options.CompanyName[..30] : options.CompanyName;
        Add("companies", ("name", name), ("displayName", options.CompanyName), ("systemVersion", "29.0"),
            ("systemCreatedAt", _database.Now), ("systemModifiedAt", _database.Now));
        Add("generalLedgerSetup", ("localCurrencyCode", options.LocalCurrency));
        foreach (var (number, caption, category) in Accounts)
        {
            AddAccount(number, caption, category, TaxGroupOf(number), "");
        }

        Tax();
        Small();
        foreach (var set in SubscriptionResources())
        {
            Add("webhookSupportedResources", ("resource", set));
        }

        Catalog();
    }

    public ErpRow AddAccount(string number, string name, string category, string taxGroup, string currency) => Add("accounts",
        ("number", number), ("displayName", name), ("category", ErpEnums.Find("glAccountCategory", category) ?? ErpEnums.Blank),
        ("accountType", "Posting"), ("directPosting", true), ("taxGroupCode", taxGroup), ("currencyCode", currency));

    public ErpRow Add(string set, params ReadOnlySpan<(string Property, object Value)> values)
    {
        var row = _database.New(set);
        foreach (var (property, value) in values)
        {
            row[property] = value;
        }

        return _database.Insert(row);
    }

    /// <summary>Adds a tax area or tax group when it is new.</summary>
    public ErpRow EnsureTax(string set, string code) => _database[set].Single("code", code)
        ?? Add(set, ("code", code), ("displayName", code), ("taxType", "VAT"));

    public void SetVat(VatRate rate)
    {
        EnsureTax("taxAreas", rate.BusinessGroup);
        EnsureTax("taxGroups", rate.ProductGroup);
        if (_database["accounts"].Single("number", rate.Account) is null)
        {
            AddAccount(rate.Account, "Tax " + rate.Account, "Liabilities", "NOVAT", "");
        }

        company.SetVat(rate);
    }

    // Shipping is taxed like goods; what is no supply (tips, gift cards, rounding, goodwill) carries no tax unless a line says otherwise.
    private static string TaxGroupOf(string account) =>
        account is ErpAccounts.Shipping or ErpAccounts.Sales or ErpAccounts.Discounts or ErpAccounts.RestockingFees ? "VAT19" : "NOVAT";

    private void Tax()
    {
        foreach (var business in new[] { "DOMESTIC", "EU", "EXPORT" })
        {
            var taxed = business == "DOMESTIC";
            SetVat(new VatRate(business, "VAT19", taxed ? 19m : 0m, taxed ? ErpAccounts.VatStandard : ErpAccounts.VatOther));
            SetVat(new VatRate(business, "VAT7", taxed ? 7m : 0m, taxed ? ErpAccounts.VatReduced : ErpAccounts.VatOther));
            SetVat(new VatRate(business, "NOVAT", 0m, ErpAccounts.VatOther));
        }
    }

    private void Small()
    {
        Add("unitsOfMeasure", ("code", "PCS"), ("displayName", "Piece"), ("internationalStandardCode", "EA"));
        foreach (var code in new[] { "MAIN", "EAST" })
        {
            Add("locations", ("code", code), ("displayName", code == "MAIN" ? "Main Warehouse" : "East Warehouse"));
        }

        foreach (var (code, name, symbol, precision, rate) in new[]
        {
            ("EUR", "Euro", "€", 0.01m, 1m), ("USD", "US Dollar", "$", 0.01m, 0.92m), ("GBP", "Pound Sterling", "£", 0.01m, 1.17m),
            ("CHF", "Swiss Franc", "CHF", 0.01m, 1.05m), ("JPY", "Yen", "¥", 1m, 0.0061m),
        })
        {
            if (code != options.LocalCurrency)
            {
                var currency = Add("currencies", ("code", code), ("displayName", name), ("symbol", symbol),
                    ("amountDecimalPlaces", precision == 1m ? "0:0" : "2:2"), ("amountRoundingPrecision", precision));
                company.Rates[currency.Id] = rate;
            }
        }

        Add("paymentTerms", ("code", "COD"), ("displayName", "Cash on delivery"), ("dueDateCalculation", "0D"));
        Add("paymentTerms", ("code", "14D"), ("displayName", "Net 14 days"), ("dueDateCalculation", "14D"));
        Add("paymentMethods", ("code", "CARD"), ("displayName", "Card"));
        Add("paymentMethods", ("code", "BANK"), ("displayName", "Bank transfer"));
        foreach (var (code, account) in new[] { ("SHOP", ErpAccounts.PaymentClearing), ("MANUAL", ErpAccounts.ManualClearing) })
        {
            Add("customerPaymentJournals", ("code", code), ("displayName", code == "SHOP" ? "Payment provider" : "Manual payments"),
                ("balancingAccountId", _database["accounts"].Single("number", account)!.Id), ("balancingAccountNumber", account));
        }

        Add("journals", ("code", "DEFAULT"), ("displayName", "Default journal"), ("templateDisplayName", "GENERAL"));
    }

    private static IEnumerable<string> SubscriptionResources() => Webhooks.SubscriptionRules.Supported.Select(set => "v2.0/" + set);

    private void Catalog()
    {
        var opening = 0m;
        foreach (var item in options.Catalog?.Items ?? [])
        {
            AddItem(item);
            opening += company.Round(item.Stock * Cost(item), Guid.Empty);
        }

        company.Ledger.Post("OPENING", " ", _database.Today, "Opening stock",
            [new LedgerLine(ErpAccounts.Inventory, opening), new LedgerLine(ErpAccounts.Equity, -opening)]);
    }

    public ErpRow AddItem(SandboxItem item)
    {
        var percent = (item.TaxRate * 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        var code = item.TaxRate == 0m ? "NOVAT" : "VAT" + percent;
        var tax = EnsureTax("taxGroups", code);
        var unit = _database["unitsOfMeasure"].Single("code", "PCS")!;
        var row = Add("items", ("number", item.Sku), ("displayName", item.Title), ("gtin", item.Gtin), ("unitPrice", item.NetPrice),
            ("unitCost", Cost(item)), ("taxGroupId", tax.Id), ("taxGroupCode", code),
            ("baseUnitOfMeasureId", unit.Id), ("baseUnitOfMeasureCode", "PCS"),
            ("generalProductPostingGroupCode", "RETAIL"), ("inventoryPostingGroupCode", "RESALE"));
        company.Stock.Move(new StockMove(item.Sku, "", options.DefaultLocation, item.Stock, _database.Today)
        {
            EntryType = "Positive Adjmt.",
            DocumentNumber = "OPENING",
            Description = "Opening stock",
            CostAmount = company.Round(item.Stock * Cost(item), Guid.Empty),
        });
        return row;
    }

    private static decimal Cost(SandboxItem item) => decimal.Round(item.NetPrice * 0.6m, 2, MidpointRounding.AwayFromZero);
}
