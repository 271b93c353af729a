using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>
/// Lines of sales documents. Values are validated in the order sent: choosing the object starts the line afresh, and quantity, variant
/// and unit look the price up again.
/// </summary>
internal sealed class SalesLineRules(ErpCompany company, SalesKind kind) : ErpRules(company)
{
    private const int LineStep = 10_000;
    private readonly bool _order = kind == SalesKind.Order;

    public override int Rank(ErpProperty property) => property.Name == "documentId" ? 0 : 1;

    public override void Begin(ErpRow row, ErpRow? parent)
    {
        if (parent is not null)
        {
            row["documentId"] = parent.Id;
        }
    }

    public override void Assign(ErpRow row, ErpProperty property, object value, bool inserting)
    {
        if (property.Name == "documentId")
        {
            SetDocument(row, (Guid)value);
            return;
        }

        var header = Header(row);
        RequireEditable(header, property);
        switch (property.Name)
        {
            case "sequence":
                row["sequence"] = inserting || row.Integer("sequence").Equals(value) ? value
                    : throw ErpError.Dialog("The value for sequence cannot be modified. Delete and insert the line again.");
                break;
            case "lineType":
                RequireSameObject(inserting || row[property.Name].Equals(value));
                row["lineType"] = value;
                break;
            case "itemId" or "accountId" or "lineObjectNumber":
                SetObject(row, header, property.Name, value, inserting);
                break;
            case "itemVariantId":
                SetVariant(row, header, (Guid)value);
                break;
            case "locationId":
                row["locationId"] = value;
                row["locationCode"] = value.Equals(Guid.Empty)
                    ? ""
                    : Company.Related("locations", (Guid)value, "locationId", "Location").Text("code");
                break;
            case "unitOfMeasureId" or "unitOfMeasureCode":
                SetUnit(row, header, property.Name, value);
                break;
            case "quantity":
                SetQuantity(row, header, (decimal)value);
                break;
            case "unitPrice":
                row["unitPrice"] = decimal.Round((decimal)value, 5, MidpointRounding.AwayFromZero);
                DiscountFromPercent(row, header);
                break;
            case "discountPercent":
                row["discountPercent"] = decimal.Round((decimal)value, 5, MidpointRounding.AwayFromZero);
                DiscountFromPercent(row, header);
                break;
            case "discountAmount":
                SetDiscountAmount(row, header, (decimal)value);
                break;
            case "taxCode":
                SetTax(row, header, (string)value);
                break;
            case "shipQuantity":
                row["shipQuantity"] = Within((decimal)value, row.Number("quantity") - row.Number("shippedQuantity"), "ship");
                row["invoiceQuantity"] = row.Number("shippedQuantity") + (decimal)value - row.Number("invoicedQuantity");
                break;
            case "invoiceQuantity":
                row["invoiceQuantity"] = Within((decimal)value, row.Number("quantity") - row.Number("invoicedQuantity"), "invoice");
                break;
            case "shippedQuantity" or "invoicedQuantity":
                break;
            default:
                row[property.Name] = value;
                break;
        }
    }

    public override ErpRow Insert(ErpRow row)
    {
        var header = Header(row);
        RequireEditable(header, null);
        var siblings = Database[kind.LineSet].Where("documentId", header.Id);
        if (row.Integer("sequence") == 0)
        {
            row["sequence"] = siblings.Count == 0 ? LineStep : siblings.Max(line => line.Integer("sequence")) + LineStep;
        }
        else if (siblings.Any(line => line.Integer("sequence") == row.Integer("sequence")))
        {
            throw ErpError.Dialog("You cannot insert a line because a line already exists.");
        }

        var stored = Database.Insert(row);
        if (!Company.Deferred.Contains(header.Id))
        {
            Company.Totals.Refresh(header);
        }

        return Database[kind.LineSet].Find(stored.Id)!;
    }

    public override ErpRow Modify(ErpRow row)
    {
        Database.Update(row);
        Company.Totals.Refresh(Header(row));
        return Database[kind.LineSet].Find(row.Id)!;
    }

    public override void Delete(ErpRow row)
    {
        var header = Header(row);
        RequireEditable(header, null);
        if (_order && row.Number("shippedQuantity") != 0)
        {
            throw ErpError.Dialog("You cannot delete the line because it is partly shipped.");
        }

        Database.Delete(row);
        Company.Totals.Refresh(header);
    }

    private ErpRow Header(ErpRow row) => row.Guid("documentId") == Guid.Empty
        ? throw ErpError.Dialog("You must specify a document id to get the lines.")
        : Database[kind.HeaderSet].Find(row.Guid("documentId")) ?? throw ErpError.Dialog("No document with the specified ID exists.");

    private void RequireEditable(ErpRow header, ErpProperty? property)
    {
        if (!SalesHeaderRules.IsDraft(header))
        {
            throw ErpError.Dialog("The lines of a posted document cannot be changed.");
        }

        if (_order && header.Text("status") == "Open" && property?.Name is not ("shipQuantity" or "invoiceQuantity"))
        {
            throw ErpError.Field(
                $"Status must be equal to 'Open' in Sales Header: Document Type=Order, No.={header.Text("number")}. Current value is 'Released'.");
        }
    }

    private static void RequireSameObject(bool same)
    {
        if (!same)
        {
            throw ErpError.Dialog("The value for \"lineObjectNumber\" cannot be modified.");
        }
    }

    private static void SetDocument(ErpRow row, Guid document)
    {
        if (row.Guid("documentId") != Guid.Empty && row.Guid("documentId") != document)
        {
            throw ErpError.Dialog("The value for \"documentId\" cannot be modified.");
        }

        row["documentId"] = document;
    }

    private void SetObject(ErpRow row, ErpRow header, string property, object value, bool inserting)
    {
        if (value is "" || value.Equals(Guid.Empty))
        {
            return;
        }

        RequireSameObject(inserting || row[property].Equals(value));
        if (row[property].Equals(value))
        {
            return;
        }

        if ((property == "itemId" && row.Guid("accountId") != Guid.Empty) || (property == "accountId" && row.Guid("itemId") != Guid.Empty))
        {
            throw ErpError.Dialog("Both \"itemId\" and \"accountId\" are specified. Specify only one of them.");
        }

        switch (property, row.Text("lineType"))
        {
            case ("itemId", _) or ("lineObjectNumber", "Item"):
                SetItem(row, header, Object("items", property == "itemId", value, "Item"));
                break;
            case ("accountId", _) or ("lineObjectNumber", "Account"):
                SetAccount(row, header, Object("accounts", property == "accountId", value, "Account"));
                break;
            default:
                throw ErpError.InvalidRelation("No.", "Sales Line", value.ToString()!, row.Text("lineType"));
        }
    }

    private ErpRow Object(string set, bool byId, object value, string caption) => Database[set].Single(byId ? "id" : "number", value)
        ?? throw (byId ? ErpError.Dialog(caption + " does not exist.") : ErpError.InvalidRelation("No.", "Sales Line", (string)value, caption));

    private void SetItem(ErpRow row, ErpRow header, ErpRow item)
    {
        if (item.Flag("blocked"))
        {
            throw ErpError.Field($"Blocked must be equal to 'No' in Item: No.={item.Text("number")}. Current value is 'Yes'.");
        }

        Restart(row, "Item", item.Text("number"), item.Text("displayName"));
        row["itemId"] = item.Id;
        row["description2"] = item.Text("displayName2");
        row["unitOfMeasureId"] = item.Guid("baseUnitOfMeasureId");
        row["unitOfMeasureCode"] = item.Text("baseUnitOfMeasureCode");
        if (row.Guid("locationId") == Guid.Empty)
        {
            row["locationCode"] = Company.Options.DefaultLocation;
            row["locationId"] = Database["locations"].Single("code", Company.Options.DefaultLocation)?.Id ?? Guid.Empty;
        }

        SetTax(row, header, item.Text("taxGroupCode"));
        LookUpPrice(row, header);
    }

    private void SetAccount(ErpRow row, ErpRow header, ErpRow account)
    {
        if (account.Flag("blocked") || !account.Flag("directPosting"))
        {
            throw ErpError.Field($"Direct Posting must be equal to 'Yes' in G/L Account: No.={account.Text("number")}. Current value is 'No'.");
        }

        Restart(row, "Account", account.Text("number"), account.Text("displayName"));
        row["accountId"] = account.Id;
        SetTax(row, header, account.Text("taxGroupCode"));
    }

    private static void Restart(ErpRow row, string lineType, string number, string description)
    {
        row["lineType"] = lineType;
        row["lineObjectNumber"] = number;
        row["description"] = description;
        row["discountAppliedBeforeTax"] = true;
        row["quantity"] = 0m;
        row["unitPrice"] = 0m;
        row["discountAmount"] = 0m;
        row["discountPercent"] = 0m;
    }

    private void SetVariant(ErpRow row, ErpRow header, Guid id)
    {
        var variant = id == Guid.Empty ? null : Company.Related("itemVariants", id, "itemVariantId", "Item Variant");
        if (variant is not null && variant.Guid("itemId") != row.Guid("itemId"))
        {
            throw ErpError.InvalidRelation("Variant Code", "Sales Line", variant.Text("code"), "Item Variant");
        }

        row["itemVariantId"] = id;
        row["variantCode"] = variant?.Text("code") ?? "";
        LookUpPrice(row, header);
    }

    private void SetUnit(ErpRow row, ErpRow header, string property, object value)
    {
        var unit = Database["unitsOfMeasure"].Single(property == "unitOfMeasureId" ? "id" : "code", value)
            ?? throw ErpError.InvalidRelation("Unit of Measure Code", "Sales Line", value.ToString()!, "Unit of Measure");
        row["unitOfMeasureId"] = unit.Id;
        row["unitOfMeasureCode"] = unit.Text("code");
        LookUpPrice(row, header);
    }

    private static decimal Within(decimal quantity, decimal open, string verb) =>
        quantity == 0 || (Math.Sign(quantity) == Math.Sign(open) && Math.Abs(quantity) <= Math.Abs(open))
            ? quantity
            : throw ErpError.Dialog($"You cannot {verb} more than {open} units.");

    private void SetQuantity(ErpRow row, ErpRow header, decimal quantity)
    {
        row["quantity"] = quantity;
        LookUpPrice(row, header);
        if (!_order)
        {
            return;
        }

        var shipped = row.Number("shippedQuantity");
        if (shipped != 0 && (Math.Abs(quantity) < Math.Abs(shipped) || Math.Sign(quantity) != Math.Sign(shipped)))
        {
            throw ErpError.Field("Quantity must not be less than Quantity Shipped.");
        }

        row["shipQuantity"] = Company.Options.BlankQuantityToShip ? 0m : quantity - row.Number("shippedQuantity");
        row["invoiceQuantity"] = Company.Options.BlankQuantityToShip ? 0m : quantity - row.Number("invoicedQuantity");
    }

    private void LookUpPrice(ErpRow row, ErpRow header)
    {
        if (Database["items"].Find(row.Guid("itemId")) is { } item)
        {
            var price = item.Number("unitPrice");
            var rate = 1 + (row.Number("taxPercent") / 100m);
            price = (item.Flag("priceIncludesTax"), header.Flag("pricesIncludeTax")) switch
            {
                (true, false) => price / rate,
                (false, true) => price * rate,
                _ => price,
            };
            row["unitPrice"] = decimal.Round(price / Company.Rate(header.Guid("currencyId")), 5, MidpointRounding.AwayFromZero);
        }

        DiscountFromPercent(row, header);
    }

    private void DiscountFromPercent(ErpRow row, ErpRow header) => row["discountAmount"] =
        Company.Round(Gross(row, header) * row.Number("discountPercent") / 100m, header.Guid("currencyId"));

    private void SetDiscountAmount(ErpRow row, ErpRow header, decimal amount)
    {
        var gross = Gross(row, header);
        var rounded = Company.Round(amount, header.Guid("currencyId"));
        if (Math.Abs(rounded) > Math.Abs(gross))
        {
            throw ErpError.Dialog($"The line discount amount must not be greater than {gross}.");
        }

        row["discountAmount"] = rounded;
        row["discountPercent"] = gross == 0 ? 0m : decimal.Round(rounded / gross * 100m, 5, MidpointRounding.AwayFromZero);
    }

    private decimal Gross(ErpRow row, ErpRow header) =>
        Company.Round(row.Number("quantity") * row.Number("unitPrice"), header.Guid("currencyId"));

    private void SetTax(ErpRow row, ErpRow header, string code)
    {
        row["taxCode"] = code;
        row["taxPercent"] = Company.Vat(header.Text("taxAreaCode"), code).Percent;
    }
}
