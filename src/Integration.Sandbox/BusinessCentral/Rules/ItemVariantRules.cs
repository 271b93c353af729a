using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Variants of an item; the pair of item and code is unique.</summary>
internal sealed class ItemVariantRules(ErpCompany company) : ErpRules(company)
{
    public override void Begin(ErpRow row, ErpRow? parent)
    {
        if (parent is not null)
        {
            SetItem(row, parent);
        }
    }

    public override void Assign(ErpRow row, ErpProperty property, object value, bool inserting)
    {
        if (property.Name is "itemId" or "itemNumber")
        {
            SetItem(row, Database["items"].Single(property.Name == "itemId" ? "id" : "number", value)
                ?? throw ErpError.Dialog("Item does not exist."));
            return;
        }

        row[property.Name] = value;
    }

    public override ErpRow Insert(ErpRow row) =>
        Database["itemVariants"].Where("itemId", row.Guid("itemId")).Any(other => other.Text("code") == row.Text("code"))
            ? throw ErpError.Duplicate("Item Variant", $"Item No.='{row.Text("itemNumber")}',Code='{row.Text("code")}'")
            : Database.Insert(row);

    public override ErpRow Modify(ErpRow row) => Database.Update(row);

    private static void SetItem(ErpRow row, ErpRow item)
    {
        row["itemId"] = item.Id;
        row["itemNumber"] = item.Text("number");
    }
}
