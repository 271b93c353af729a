using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Items: posting groups from a template, codes and ids kept in step, and the dangerous writable inventory.</summary>
internal sealed class ItemRules(ErpCompany company) : ErpRules(company)
{
    public override void Begin(ErpRow row, ErpRow? parent)
    {
        Link(row, "baseUnitOfMeasureId", "baseUnitOfMeasureCode", Database["unitsOfMeasure"].Single("code", "PCS"));
        if (!Company.Options.ItemTemplate)
        {
            return;
        }

        row["generalProductPostingGroupCode"] = "RETAIL";
        row["inventoryPostingGroupCode"] = "RESALE";
        Link(row, "taxGroupId", "taxGroupCode", Database["taxGroups"].Single("code", "VAT19"));
    }

    public override void Assign(ErpRow row, ErpProperty property, object value, bool inserting)
    {
        switch (property.Name)
        {
            case "inventory" when inserting:
                throw ErpError.Dialog("Inventory cannot be changed during on insert.");
            case "inventory":
                Company.Stock.AdjustTotal(row, (decimal)value);
                break;
            case "taxGroupId" or "taxGroupCode":
                Link(row, "taxGroupId", "taxGroupCode", Find("taxGroups", property.Name, value, "Tax Group"));
                break;
            case "baseUnitOfMeasureId" or "baseUnitOfMeasureCode":
                if (!inserting && Database["itemLedgerEntries"].Where("itemNumber", row.Text("number")).Count > 0)
                {
                    throw ErpError.Dialog("You cannot change Base Unit of Measure because there are one or more ledger entries for this item.");
                }

                Link(row, "baseUnitOfMeasureId", "baseUnitOfMeasureCode", Find("unitsOfMeasure", property.Name, value, "Unit of Measure"));
                break;
            case "itemCategoryId" or "itemCategoryCode":
                Link(row, "itemCategoryId", "itemCategoryCode", Find("itemCategories", property.Name, value, "Item Category"));
                break;
            default:
                row[property.Name] = value;
                break;
        }
    }

    public override ErpRow Insert(ErpRow row)
    {
        if (row.Text("number").Length == 0)
        {
            row["number"] = Database.NextNumber("IT", 1001);
        }

        return base.Insert(row);
    }

    public override ErpRow Modify(ErpRow row)
    {
        var before = Database["items"].Find(row.Id)!;
        return before.Text("number") == row.Text("number") ? base.Modify(row)
            : throw ErpError.Dialog("The sandbox does not rename items; a real company would rename every related record.");
    }

    public override void Delete(ErpRow row)
    {
        if (Database["itemLedgerEntries"].Where("itemNumber", row.Text("number")).Count > 0
            || Database["salesOrderLines"].Where("lineObjectNumber", row.Text("number")).Count > 0)
        {
            throw ErpError.Dialog(
                $"You cannot delete Item {row.Text("number")} because there is at least one entry or document that includes this item.");
        }

        base.Delete(row);
    }

    private ErpRow? Find(string set, string property, object value, string entity) => value is "" || value.Equals(Guid.Empty)
        ? null
        : Database[set].Single(value is Guid ? "id" : "code", value) ?? throw ErpError.Dialog($"The \"{property}\" does not match to a {entity}.");

    private static void Link(ErpRow row, string id, string code, ErpRow? related)
    {
        row[id] = related?.Id ?? Guid.Empty;
        row[code] = related?.Text("code") ?? "";
    }
}
