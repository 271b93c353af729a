using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>What a posted sales document does to the ledgers.</summary>
internal sealed class SalesBooking(ErpCompany company)
{
    private readonly ErpDatabase _database = company.Database;

    /// <summary>Moves the goods of one line; only items of type Inventory have stock.</summary>
    /// <param name="document">Posted shipment, invoice or credit memo.</param>
    /// <param name="line">Sales line.</param>
    /// <param name="quantity">Negative for goods that leave.</param>
    /// <param name="documentType">Document type of the entry.</param>
    public void Move(ErpRow document, ErpRow line, decimal quantity, string documentType)
    {
        if (quantity == 0 || InventoryItem(line) is not { } item)
        {
            return;
        }

        var rate = line.Number("quantity") == 0 ? 0 : quantity / line.Number("quantity");
        company.Stock.Move(new StockMove(
            item.Text("number"), line.Text("variantCode"), line.Text("locationCode"), quantity, document.Date("postingDate"))
        {
            EntryType = "Sale",
            DocumentType = documentType,
            DocumentNumber = document.Text("number"),
            Customer = document.Text("customerNumber"),
            Description = line.Text("description"),
            SalesAmount = company.Round(-rate * line.Number("netAmount"), Guid.Empty),
            CostAmount = company.Round(quantity * item.Number("unitCost"), Guid.Empty),
        });
    }

    /// <summary>Books revenue, tax, receivable and cost of goods in local currency; the receivable takes what rounding leaves.</summary>
    public void Book(ErpRow header, IReadOnlyList<ErpRow> lines, bool credit)
    {
        var sign = credit ? 1m : -1m;
        var rate = header.Number("exchangeRate");
        var booked = new List<LedgerLine>();
        foreach (var account in lines.Where(line => line.Text("lineType") != "Comment").GroupBy(Account))
        {
            booked.Add(new LedgerLine(account.Key, sign * company.Round(account.Sum(line => line.Number("netAmount")) * rate, Guid.Empty)));
        }

        foreach (var account in lines.Where(line => line.Number("netTaxAmount") != 0)
            .GroupBy(line => company.Vat(header.Text("taxAreaCode"), line.Text("taxCode")).Account))
        {
            booked.Add(new LedgerLine(account.Key, sign * company.Round(account.Sum(line => line.Number("netTaxAmount")) * rate, Guid.Empty)));
        }

        booked.Add(new LedgerLine(ErpAccounts.Receivables, -booked.Sum(line => line.Amount)));
        var cost = lines.Sum(line => InventoryItem(line) is { } item
            ? company.Round(line.Number("quantity") * item.Number("unitCost"), Guid.Empty) : 0m);
        booked.Add(new LedgerLine(ErpAccounts.CostOfGoodsSold, -sign * cost));
        booked.Add(new LedgerLine(ErpAccounts.Inventory, sign * cost));
        company.Ledger.Post(header.Text("number"), credit ? "Credit Memo" : "Invoice", header.Date("postingDate"),
            $"{(credit ? "Credit memo" : "Invoice")} {header.Text("number")}", booked);
    }

    /// <summary>Applies a posted credit memo to the invoice it names.</summary>
    public void Apply(ErpRow memo)
    {
        if (_database["salesInvoices"].Find(memo.Guid("invoiceId")) is not { } invoice)
        {
            return;
        }

        if (invoice.Number("remaining") == 0)
        {
            throw ErpError.Dialog($"You cannot apply to Invoice {invoice.Text("number")} because it is closed.");
        }

        if (invoice.Guid("currencyId") != memo.Guid("currencyId"))
        {
            throw ErpError.Field($"Currency Code must be equal to '{invoice.Text("currencyCode")}' in Sales Header.");
        }

        var amount = Math.Min(invoice.Number("remaining"), memo.Number("remaining"));
        Settle(invoice, amount);
        Settle(_database["salesCreditMemos"].Find(memo.Id)!, amount);
    }

    /// <summary>Takes an amount off what is open. Only reaching zero counts as a change of the document.</summary>
    public void Settle(ErpRow document, decimal amount)
    {
        var edited = document.Edit();
        edited["remaining"] = edited.Number("remaining") - amount;
        if (edited.Number("remaining") == 0)
        {
            edited["status"] = "Paid";
            _database.Update(edited);
        }
        else
        {
            _database.UpdateSilently(edited);
        }
    }

    private static string Account(ErpRow line) => line.Text("lineType") == "Account" ? line.Text("lineObjectNumber") : ErpAccounts.Sales;

    private ErpRow? InventoryItem(ErpRow line) =>
        _database["items"].Find(line.Guid("itemId")) is { } item && item.Text("type") == ErpEnums.First("itemType") ? item : null;
}
