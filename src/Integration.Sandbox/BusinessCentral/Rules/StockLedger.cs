using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>The item ledger: every movement is an entry, stock per item, variant and location is their sum.</summary>
internal sealed class StockLedger(ErpCompany company)
{
    private readonly ErpDatabase _database = company.Database;

    public decimal OnHand(string item, string variant, string location) => Cell(item, variant, location)?.Number("inventory") ?? 0m;

    /// <summary>Adds one entry. Touches neither the item record nor its time.</summary>
    public void Move(StockMove move)
    {
        var cell = Cell(move.Item, move.Variant, move.Location);
        if (move.Quantity < 0 && company.Options.PreventNegativeInventory && (cell?.Number("inventory") ?? 0m) + move.Quantity < 0)
        {
            throw ErpError.Dialog($"You have insufficient quantity of Item {move.Item} on inventory.");
        }

        var number = _database["itemLedgerEntries"].Count + 1;
        var entry = _database.New("itemLedgerEntries");
        entry["entryNumber"] = number;
        entry["itemNumber"] = move.Item;
        entry["variantCode"] = move.Variant;
        entry["locationCode"] = move.Location;
        entry["postingDate"] = move.PostingDate;
        entry["entryType"] = ErpEnums.Encode(move.EntryType);
        entry["documentType"] = ErpEnums.Encode(move.DocumentType);
        entry["documentNumber"] = move.DocumentNumber;
        entry["sourceNumber"] = move.Customer;
        entry["sourceType"] = ErpEnums.Encode(move.Customer.Length > 0 ? "Customer" : " ");
        entry["description"] = move.Description;
        entry["quantity"] = move.Quantity;
        entry["salesAmountActual"] = move.SalesAmount;
        entry["costAmountActual"] = move.CostAmount;
        _database.Insert(entry);
        if (cell is null)
        {
            cell = _database.New("itemAvailabilities");
            cell["itemNumber"] = move.Item;
            cell["variantCode"] = move.Variant;
            cell["locationCode"] = move.Location;
            cell["inventory"] = move.Quantity;
            cell["lastEntryNumber"] = number;
            _database.Insert(cell);
            return;
        }

        cell = cell.Edit();
        cell["inventory"] = cell.Number("inventory") + move.Quantity;
        cell["lastEntryNumber"] = number;
        _database.Update(cell);
    }

    /// <summary>Adjusts stock by a difference and books its cost.</summary>
    public void Adjust(ErpRow item, string variant, string location, decimal difference, string reason)
    {
        if (difference == 0)
        {
            return;
        }

        var document = _database.NextNumber("ADJ", 100001);
        var cost = company.Round(difference * item.Number("unitCost"), Guid.Empty);
        Move(new StockMove(item.Text("number"), variant, location, difference, _database.Today)
        {
            EntryType = difference > 0 ? "Positive Adjmt." : "Negative Adjmt.",
            DocumentNumber = document,
            Description = reason,
            CostAmount = cost,
        });
        company.Ledger.Post(document, " ", _database.Today, reason,
        [
            new LedgerLine(ErpAccounts.Inventory, cost), new LedgerLine(ErpAccounts.InventoryAdjustment, -cost),
        ]);
    }

    /// <summary>What PATCH of an item's inventory does: the difference of the sum over all locations goes to the blank location.</summary>
    public void AdjustTotal(ErpRow item, decimal wanted)
    {
        var total = _database["itemAvailabilities"].Where("itemNumber", item.Text("number")).Sum(cell => cell.Number("inventory"));
        Adjust(item, "", "", wanted - total, "Adjustment through the API");
    }

    private ErpRow? Cell(string item, string variant, string location) => _database["itemAvailabilities"].Where("itemNumber", item)
        .FirstOrDefault(cell => cell.Text("variantCode") == variant && cell.Text("locationCode") == location);
}
