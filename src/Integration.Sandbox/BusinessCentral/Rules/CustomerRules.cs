using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Customers: a name is required; the rest comes from a template.</summary>
internal sealed class CustomerRules(ErpCompany company) : ErpRules(company)
{
    public override void Begin(ErpRow row, ErpRow? parent)
    {
        row["currencyCode"] = Company.Setup.Text("localCurrencyCode");
        row["pricesIncludeTax"] = Company.Options.CustomerPricesIncludeTax;
        row["taxAreaId"] = Database["taxAreas"].Single("code", Company.Options.CustomerTaxArea)?.Id ?? Guid.Empty;
    }

    public override void Assign(ErpRow row, ErpProperty property, object value, bool inserting)
    {
        switch (property.Name)
        {
            case "displayName" when value is "":
                throw ErpError.Dialog("The blank \"displayName\" is not allowed.");
            case "currencyId" or "currencyCode":
                Company.AssignCurrency(row, property.Name, value);
                break;
            case "paymentTermsId" when value is Guid id && id != Guid.Empty:
                row[property.Name] = Company.Related("paymentTerms", id, property.Name, "Payment Terms").Id;
                break;
            case "paymentMethodId" when value is Guid id && id != Guid.Empty:
                row[property.Name] = Company.Related("paymentMethods", id, property.Name, "Payment Method").Id;
                break;
            case "taxAreaId" when value is Guid id && id != Guid.Empty:
                row[property.Name] = Company.Related("taxAreas", id, property.Name, "Tax Area").Id;
                break;
            case "lastModifiedDateTime":
                break;
            default:
                row[property.Name] = value;
                break;
        }
    }

    public override ErpRow Insert(ErpRow row)
    {
        if (row.Text("displayName").Length == 0)
        {
            throw ErpError.Dialog("A \"displayName\" must be provided.");
        }

        if (row.Text("number").Length == 0)
        {
            row["number"] = Database.NextNumber("C", 10001);
        }

        return base.Insert(row);
    }

    public override ErpRow Modify(ErpRow row) => Database["customers"].Find(row.Id)!.Text("number") == row.Text("number") ? base.Modify(row)
        : throw ErpError.Dialog("The sandbox does not rename customers; a real company would rename every related record.");

    public override void Delete(ErpRow row)
    {
        if (SalesKind.All.Any(kind => Database[kind.HeaderSet].Where("customerId", row.Id).Count > 0))
        {
            throw ErpError.Dialog(
                $"You cannot delete Customer {row.Text("number")} because there is at least one sales document for this customer.");
        }

        base.Delete(row);
    }
}
