using ErpSync.Sandbox.BusinessCentral.Rules;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral;

/// <summary>A look into the company's books for tests and closing tables: not through the API, so never stale and never faulty.</summary>
public sealed class ErpBooks
{
    private readonly ErpCompany _company;
    private readonly ErpDatabase _database;

    internal ErpBooks(ErpCompany company)
    {
        _company = company;
        _database = company.Database;
    }

    /// <summary>Orders that are not fully posted.</summary>
    public IReadOnlyList<ErpDocument> Orders => All(SalesKind.Order);

    /// <summary>Draft and posted invoices.</summary>
    public IReadOnlyList<ErpDocument> Invoices => All(SalesKind.Invoice);

    /// <summary>Draft and posted credit memos.</summary>
    public IReadOnlyList<ErpDocument> CreditMemos => All(SalesKind.CreditMemo);

    /// <summary>Posted shipments.</summary>
    public IReadOnlyList<ErpShipment> Shipments => _database.Run(() => _database["salesShipments"].Rows.Select(row => new ErpShipment(
        row.Id, row.Text("number"), row.Text("orderNumber"), row.Text("externalDocumentNumber"),
        _database["salesShipmentLines"].Where("documentId", row.Id)
            .ToDictionary(line => line.Integer("sequence"), line => line.Number("quantity")))).ToList());

    /// <summary>The open order with this number or external document number, or null.</summary>
    /// <param name="number">Order number or external document number.</param>
    public ErpDocument? Order(string number) => _database.Run(() =>
    {
        var row = _database["salesOrders"].Single("number", number) ?? _database["salesOrders"].Single("externalDocumentNumber", number);
        return row is null ? null : Document(SalesKind.Order, row);
    });

    /// <summary>Balance (debit minus credit) per account in local currency; accounts without entries are left out.</summary>
    public IReadOnlyDictionary<string, decimal> Balances => _database.Run(() => _database["generalLedgerEntries"].Rows
        .GroupBy(entry => entry.Text("accountNumber"))
        .ToDictionary(account => account.Key, account => account.Sum(entry => entry.Number("debitAmount") - entry.Number("creditAmount"))));

    /// <summary>Entries of the general ledger under a document number, in the order in which they were posted.</summary>
    /// <param name="documentNumber">Document number.</param>
    public IReadOnlyList<ErpLedgerLine> Ledger(string documentNumber) => _database.Run(() => _database["generalLedgerEntries"]
        .Where("documentNumber", documentNumber)
        .Select(entry => new ErpLedgerLine(entry.Text("accountNumber"), entry.Number("debitAmount") - entry.Number("creditAmount"), entry.Date("postingDate"), entry.Text("description")))
        .ToList());

    /// <summary>Stock on hand of an item.</summary>
    /// <param name="itemNumber">Item.</param>
    /// <param name="location">Location code; null for the sum of all.</param>
    public decimal Inventory(string itemNumber, string? location = null) => _database.Run(() => _database["itemAvailabilities"]
        .Where("itemNumber", itemNumber)
        .Where(cell => location is null || cell.Text("locationCode") == location)
        .Sum(cell => cell.Number("inventory")));

    /// <summary>Number of records in a set.</summary>
    /// <param name="set">Entity set, for example <c>customers</c>.</param>
    /// <exception cref="ArgumentException">The sandbox does not serve the set.</exception>
    public int Count(string set) => ErpSchema.Find(set) is null
        ? throw new ArgumentException($"The sandbox has no set '{set}'; its $metadata lists those it has.", nameof(set))
        : _database.Run(() => _database[set].Count);

    private List<ErpDocument> All(SalesKind kind) =>
        _database.Run(() => _database[kind.HeaderSet].Rows.Select(row => Document(kind, row)).ToList());

    private ErpDocument Document(SalesKind kind, ErpRow row) => new(
        row.Id, row.Text("number"), row.Text("externalDocumentNumber"), row.Text("customerNumber"), row.Text("status"), row.Text("currencyCode"),
        row.Number("totalAmountExcludingTax"), row.Number("totalTaxAmount"), row.Number("totalAmountIncludingTax"),
        kind == SalesKind.Order ? 0m : row.Number("remaining"), kind == SalesKind.Invoice ? row.Text("orderNumber") : "",
        kind == SalesKind.CreditMemo ? row.Text("invoiceNumber") : "",
        [
            .. _company.Totals.Lines(kind, row.Id).Select(line => new ErpDocumentLine(
                line.Integer("sequence"), line.Text("lineType"), line.Text("lineObjectNumber"), line.Text("description"),
                line.Number("quantity"), line.Number("unitPrice"), line.Number("netAmount"), line.Number("netTaxAmount"),
                kind == SalesKind.Order ? line.Number("shippedQuantity") : 0m,
                kind == SalesKind.Order ? line.Number("invoicedQuantity") : 0m, line.Text("locationCode"))),
        ]);
}
