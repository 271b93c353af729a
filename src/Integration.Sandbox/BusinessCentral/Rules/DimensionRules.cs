using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Dimensions of a document or line; kept as sent.</summary>
internal sealed class DimensionRules(ErpCompany company) : ErpRules(company)
{
    public override void Begin(ErpRow row, ErpRow? parent)
    {
        if (parent is null)
        {
            return;
        }

        row["parentId"] = parent.Id;
        row["parentType"] = ErpEnums.Find("dimensionSetEntryBufferParentType", ParentType(parent.Entity.Set)) ?? ErpEnums.Blank;
    }

    public override ErpRow Insert(ErpRow row) => Database.Insert(row);

    public override ErpRow Modify(ErpRow row) => Database.Update(row);

    private static string ParentType(string set) => set switch
    {
        "salesOrders" => "Sales Order",
        "salesOrderLines" => "Sales Order Line",
        "salesInvoices" => "Sales Invoice",
        "salesInvoiceLines" => "Sales Invoice Line",
        "salesCreditMemos" => "Sales Credit Memo",
        "salesCreditMemoLines" => "Sales Credit Memo Line",
        _ => " ",
    };
}
