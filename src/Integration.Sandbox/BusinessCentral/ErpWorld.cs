using System.Text.Json;
using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>
/// What people at the company do while an integration runs: set the company up, ship, correct, block, close. Thread-safe; every call is one
/// unit of work, fires the same webhooks as a change through the API, and is not subject to limits and injected faults.
/// Calls that the company's rules refuse throw <see cref="InvalidOperationException"/> with the rule's text.
/// </summary>
public sealed class ErpWorld
{
    private readonly ErpCompany _company;
    private readonly ErpDatabase _database;
    private readonly ErpSeed _seed;
    private readonly EntityWrites _writes;

    internal ErpWorld(ErpCompany company, ErpSeed seed)
    {
        _company = company;
        _database = company.Database;
        _seed = seed;
        _writes = new EntityWrites(company);
    }

    /// <summary>Everything the company's people can look up.</summary>
    public ErpBooks Books => new(_company);

    /// <summary>Adds an item with its opening stock at the default location.</summary>
    /// <param name="item">
    /// Article; a tax rate other than 19, 7 and 0 % makes a tax group such as <c>VAT8.5</c>, for which <see cref="SetVat"/> must give the rates.
    /// </param>
    /// <returns>System id of the item.</returns>
    public Guid AddItem(SandboxItem item) => Do(() => _seed.AddItem(item).Id);

    /// <summary>Adds a variant to an item.</summary>
    /// <param name="itemNumber">Item.</param>
    /// <param name="code">Variant code, at most 10 characters.</param>
    /// <param name="description">Text.</param>
    /// <returns>System id of the variant.</returns>
    public Guid AddVariant(string itemNumber, string code, string description) => Do(() => _seed.Add("itemVariants",
        ("itemId", Find("items", itemNumber).Id), ("itemNumber", itemNumber), ("code", code), ("description", description)).Id);

    /// <summary>Adds a customer.</summary>
    /// <param name="number">Customer number.</param>
    /// <param name="name">Name.</param>
    /// <param name="taxArea">VAT business posting group, for example <c>DOMESTIC</c> or <c>EXPORT</c>.</param>
    /// <param name="currency">Currency code; empty for the local currency.</param>
    /// <param name="pricesIncludeTax">Whether prices on documents include tax unless the document says otherwise.</param>
    /// <param name="email">E-mail address.</param>
    /// <returns>System id of the customer.</returns>
    public Guid AddCustomer(
        string number, string name, string taxArea = "DOMESTIC", string currency = "", bool pricesIncludeTax = false, string email = "") => Do(() =>
    {
        var row = _database.New("customers");
        row["number"] = number;
        row["displayName"] = name;
        row["email"] = email;
        row["taxAreaId"] = _seed.EnsureTax("taxAreas", taxArea).Id;
        row["pricesIncludeTax"] = pricesIncludeTax;
        _company.AssignCurrency(row, "currencyCode", currency);
        return _database.Insert(row).Id;
    });

    /// <summary>Adds a G/L account that documents and journals may use.</summary>
    /// <param name="number">Account number.</param>
    /// <param name="name">Name.</param>
    /// <param name="taxGroup">VAT product posting group of lines on the account. Default <c>NOVAT</c>.</param>
    /// <param name="currency">
    /// Currency of a clearing or bank account, in which the payments of its journal are; empty for the customer's currency.
    /// </param>
    /// <returns>System id of the account.</returns>
    public Guid AddAccount(string number, string name, string taxGroup = "NOVAT", string currency = "") =>
        Do(() => _seed.AddAccount(number, name, " ", _seed.EnsureTax("taxGroups", taxGroup).Text("code"), currency).Id);

    /// <summary>Adds a location.</summary>
    /// <param name="code">Location code, at most 10 characters.</param>
    /// <param name="name">Name.</param>
    /// <returns>System id of the location.</returns>
    public Guid AddLocation(string code, string name) => Do(() => _seed.Add("locations", ("code", code), ("displayName", name)).Id);

    /// <summary>Adds a customer payment journal whose payments go to an account.</summary>
    /// <param name="code">Batch name, at most 10 characters.</param>
    /// <param name="account">Balancing account.</param>
    /// <returns>System id of the journal.</returns>
    public Guid AddPaymentJournal(string code, string account) => Do(() => _seed.Add("customerPaymentJournals",
        ("code", code), ("displayName", code), ("balancingAccountId", Find("accounts", account).Id), ("balancingAccountNumber", account)).Id);

    /// <summary>Adds a general journal batch.</summary>
    /// <param name="code">Batch name, at most 10 characters.</param>
    /// <param name="account">Balancing account of every line; null for none.</param>
    /// <returns>System id of the journal.</returns>
    public Guid AddJournal(string code, string? account = null) => Do(() => _seed.Add("journals",
        ("code", code), ("displayName", code), ("templateDisplayName", "GENERAL"),
        ("balancingAccountId", account is null ? Guid.Empty : Find("accounts", account).Id), ("balancingAccountNumber", account ?? "")).Id);

    /// <summary>Sets a VAT rate; unknown groups are added.</summary>
    /// <param name="rate">Rate of a pair of groups.</param>
    public void SetVat(VatRate rate) => Do(() => _seed.SetVat(rate));

    /// <summary>Sets the rate of a currency for documents and payments from now on; adds the currency when it is new.</summary>
    /// <param name="code">Currency code.</param>
    /// <param name="rate">Units of local currency for one unit.</param>
    /// <param name="precision">Smallest amount, for example 0.01 or 1; used only for a new currency.</param>
    public void SetExchangeRate(string code, decimal rate, decimal precision = 0.01m) => Do(() =>
    {
        var currency = _database["currencies"].Single("code", code) ?? _seed.Add("currencies", ("code", code), ("displayName", code),
            ("symbol", code), ("amountDecimalPlaces", precision == 1m ? "0:0" : "2:2"), ("amountRoundingPrecision", precision));
        _company.Rates[currency.Id] = rate;
    });

    /// <summary>The warehouse posts what is set on the lines or, by default, everything open: shipment and invoice, or one of them.</summary>
    /// <param name="orderNumber">Order number.</param>
    /// <param name="quantities">Quantity by line number; null for everything open. Lines not named are left out.</param>
    /// <param name="ship">Whether to ship.</param>
    /// <param name="invoice">Whether to invoice what is shipped.</param>
    public void PostOrder(
        string orderNumber, IReadOnlyDictionary<int, decimal>? quantities = null, bool ship = true, bool invoice = true) => Do(() =>
    {
        var order = Find("salesOrders", orderNumber);
        foreach (var line in _company.Totals.Lines(SalesKind.Order, order.Id).Where(line => line.Text("lineType") != "Comment"))
        {
            var wanted = quantities is null ? decimal.MaxValue : quantities.GetValueOrDefault(line.Integer("sequence"));
            decimal Part(decimal open) => Math.Sign(open) * Math.Min(Math.Abs(open), Math.Abs(wanted));
            var now = ship ? Part(line.Number("quantity") - line.Number("shippedQuantity")) : 0m;
            var edited = line.Edit();
            edited["shipQuantity"] = now;
            edited["invoiceQuantity"] = invoice ? Part(line.Number("shippedQuantity") + now - line.Number("invoicedQuantity")) : 0m;
            _database.Update(edited);
        }

        _company.Posting.Post(_database["salesOrders"].Find(order.Id)!, ship, invoice);
    });

    /// <summary>Finds or loses stock: adds to what is on hand at a location.</summary>
    /// <param name="itemNumber">Item.</param>
    /// <param name="difference">Units found (positive) or lost (negative).</param>
    /// <param name="location">Location code; null for the default location.</param>
    /// <param name="variant">Variant code, or empty.</param>
    public void AdjustInventory(string itemNumber, decimal difference, string? location = null, string variant = "") => Do(() =>
        _company.Stock.Adjust(
            Find("items", itemNumber), variant, location ?? _company.Options.DefaultLocation, difference, "Physical inventory"));

    /// <summary>Edits an order as a user would; the same rules apply as in the API.</summary>
    /// <param name="orderNumber">Order number.</param>
    /// <param name="property">API name of a property, for example <c>shipToCity</c>.</param>
    /// <param name="value">New value: text, decimal, bool, or a date as yyyy-MM-dd.</param>
    public void EditOrder(string orderNumber, string property, object value) => Edit(() => Find("salesOrders", orderNumber), property, value);

    /// <summary>Edits a line of an order.</summary>
    /// <param name="orderNumber">Order number.</param>
    /// <param name="sequence">Line number.</param>
    /// <param name="property">API name of a property, for example <c>quantity</c>.</param>
    /// <param name="value">New value.</param>
    public void EditOrderLine(string orderNumber, int sequence, string property, object value) => Edit(
        () => _company.Totals.Lines(SalesKind.Order, Find("salesOrders", orderNumber).Id).FirstOrDefault(line => line.Integer("sequence") == sequence)
            ?? throw new InvalidOperationException($"Order {orderNumber} has no line {sequence}; line numbers usually go in steps of 10,000."),
        property, value);

    /// <summary>Edits a customer.</summary>
    /// <param name="customerNumber">Customer number.</param>
    /// <param name="property">API name of a property.</param>
    /// <param name="value">New value.</param>
    public void EditCustomer(string customerNumber, string property, object value) =>
        Edit(() => Find("customers", customerNumber), property, value);

    /// <summary>Edits an item.</summary>
    /// <param name="itemNumber">Item number.</param>
    /// <param name="property">API name of a property.</param>
    /// <param name="value">New value.</param>
    public void EditItem(string itemNumber, string property, object value) => Edit(() => Find("items", itemNumber), property, value);

    /// <summary>Deletes an order that is not shipped at all.</summary>
    /// <param name="orderNumber">Order number.</param>
    public void DeleteOrder(string orderNumber) => Do(() => _company.Rules("salesOrders").Delete(Find("salesOrders", orderNumber)));

    /// <summary>Blocks a customer, or lifts the block.</summary>
    /// <param name="customerNumber">Customer number.</param>
    /// <param name="blocked">One of <c>Ship</c>, <c>Invoice</c>, <c>All</c>, or empty to lift it.</param>
    public void BlockCustomer(string customerNumber, string blocked = "All") => EditCustomer(customerNumber, "blocked", blocked);

    /// <summary>Opens posting for a range of dates only.</summary>
    /// <param name="from">First date; null for no limit.</param>
    /// <param name="to">Last date; null for no limit.</param>
    public void AllowPosting(DateOnly? from, DateOnly? to) => Do(() =>
    {
        var setup = _company.Setup.Edit();
        setup["allowPostingFrom"] = from ?? DateOnly.MinValue;
        setup["allowPostingTo"] = to ?? DateOnly.MinValue;
        _database.Update(setup);
    });

    /// <summary>Closes every date up to and including this one.</summary>
    /// <param name="through">Last closed date.</param>
    public void ClosePeriod(DateOnly through) => AllowPosting(through.AddDays(1), null);

    /// <summary>Releases an order: its lines can no longer be edited.</summary>
    /// <param name="orderNumber">Order number.</param>
    public void ReleaseOrder(string orderNumber) => SetStatus(orderNumber, "Open");

    /// <summary>Reopens a released order.</summary>
    /// <param name="orderNumber">Order number.</param>
    public void ReopenOrder(string orderNumber) => SetStatus(orderNumber, "Draft");

    /// <summary>Sends an order into approval: posting it then reports success and posts nothing.</summary>
    /// <param name="orderNumber">Order number.</param>
    public void RequestApproval(string orderNumber) => SetStatus(orderNumber, "In_x0020_Review");

    /// <summary>Gives a record an option that this version's metadata does not know, as extensions do.</summary>
    /// <param name="set">Entity set with numbered records, for example <c>customers</c>.</param>
    /// <param name="number">Number of the record.</param>
    /// <param name="property">Name of an option property, for example <c>type</c>.</param>
    /// <param name="member">OData name of the member.</param>
    public void SetUnknownOption(string set, string number, string property, string member) => Do(() =>
    {
        var row = Find(set, number).Edit();
        row[property] = member;
        _database.Update(row);
    });

    private void SetStatus(string orderNumber, string status) => Do(() =>
    {
        var order = Find("salesOrders", orderNumber).Edit();
        order["status"] = status;
        _database.Update(order);
    });

    private void Edit(Func<ErpRow> find, string property, object value) => Do(() =>
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(property);
            switch (value)
            {
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case DateOnly date:
                    writer.WriteStringValue(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case Guid id:
                    writer.WriteStringValue(id);
                    break;
                default:
                    writer.WriteNumberValue(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture));
                    break;
            }

            writer.WriteEndObject();
        }

        _writes.Change(find(), BodyReader.Parse(stream.ToArray()), "*");
    });

    private ErpRow Find(string set, string number) => _database[set].Single("number", number)
        ?? throw new InvalidOperationException(
            $"There is no record '{number}' in {set}; check the number, and remember that fully posted orders disappear.");

    private void Do(Action work) => Do(() =>
    {
        work();
        return true;
    });

    private T Do<T>(Func<T> work)
    {
        try
        {
            return _database.Run(work);
        }
        catch (ErpError refusal)
        {
            throw new InvalidOperationException(refusal.Message, refusal);
        }
    }
}
