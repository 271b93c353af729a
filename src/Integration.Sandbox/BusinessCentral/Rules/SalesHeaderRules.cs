using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Headers of sales orders, and of draft and posted invoices and credit memos.</summary>
internal sealed class SalesHeaderRules(ErpCompany company, SalesKind kind) : ErpRules(company)
{
    public override int Rank(ErpProperty property) => property.Name switch
    {
        "customerId" or "customerNumber" => 0,
        "discountAmount" => 2,
        _ => 1,
    };

    // The key field reaches the number-series check although its control is read-only.
    public override bool Accepts(ErpProperty property, bool inserting) => property.Editable || (inserting && property.Name == "number");

    public override void Begin(ErpRow row, ErpRow? parent)
    {
        row[kind.DateProperty] = Database.Today;
        row["postingDate"] = Database.Today;
        row["currencyCode"] = Company.Setup.Text("localCurrencyCode");
        row["discountAppliedBeforeTax"] = true;
        row["status"] = "Draft";
        if (kind == SalesKind.Order)
        {
            row["partialShipping"] = true;
        }
    }

    public override void Assign(ErpRow row, ErpProperty property, object value, bool inserting)
    {
        RequireEditable(row, property, inserting);
        switch (property.Name)
        {
            case "number":
                SetNumber(row, (string)value);
                break;
            case "customerId" or "customerNumber":
                SetCustomer(row, FindCustomer(property.Name == "customerId", value, "sell-to"));
                break;
            case "billToCustomerId" or "billToCustomerNumber":
                SetBillTo(row, FindCustomer(property.Name == "billToCustomerId", value, "bill-to"));
                break;
            case "currencyId" or "currencyCode":
                Company.AssignCurrency(row, property.Name, value);
                break;
            case "paymentTermsId" when value is Guid id && id != Guid.Empty:
                row[property.Name] = Company.Related("paymentTerms", id, property.Name, "Payment Terms").Id;
                SetDueDate(row);
                break;
            case "invoiceId" or "invoiceNumber" when value is not "" && !value.Equals(Guid.Empty):
                SetAppliesTo(row, property.Name, value);
                break;
            case "fullyShipped":
                break;
            default:
                row[property.Name] = value;
                break;
        }

        if (property.Name == kind.DateProperty)
        {
            SetDueDate(row);
        }
    }

    public override ErpRow Insert(ErpRow row)
    {
        if (row.Guid("customerId") == Guid.Empty)
        {
            throw ErpError.Dialog("A \"customerNumber\" or a \"customerId\" must be provided.");
        }

        var customer = Database["customers"].Find(row.Guid("customerId"))!;
        if (customer.Text("blocked") == "All")
        {
            throw ErpError.Dialog($"You cannot create this type of document when Customer {customer.Text("number")} is blocked with type All.");
        }

        if (row.Text("number").Length == 0)
        {
            row["number"] = Database.NextNumber(kind.Series, kind.FirstNumber);
        }

        if (Database[kind.HeaderSet].Where("number", row.Text("number")).Count > 0)
        {
            throw ErpError.Duplicate("Sales Header", $"Document Type='{kind.Caption}',No.='{row.Text("number")}'");
        }

        var stored = Database.Insert(row);
        Company.Deferred.Add(stored.Id);
        return stored;
    }

    public override ErpRow Complete(ErpRow row)
    {
        Company.Deferred.Remove(row.Id);
        return RefreshWithDiscount(row);
    }

    public override ErpRow Modify(ErpRow row)
    {
        var before = Database[kind.HeaderSet].Find(row.Id)!;
        if (!IsDraft(row))
        {
            return Database.Update(row);
        }

        if (before.Flag("pricesIncludeTax") != row.Flag("pricesIncludeTax"))
        {
            ConvertPrices(row);
        }

        return RefreshWithDiscount(Database.Update(row));
    }

    public override void Delete(ErpRow row)
    {
        if (!IsDraft(row) || Database[kind.LineSet].Where("documentId", row.Id).Any(Shipped))
        {
            throw ErpError.Dialog($"You cannot delete {kind.Caption} {row.Text("number")} because it is posted or partly shipped.");
        }

        foreach (var line in Database[kind.LineSet].Where("documentId", row.Id))
        {
            Database.Delete(line);
        }

        Database.Delete(row);
    }

    public override (string Set, Guid Id)? Act(ErpRow row, string action) => action switch
    {
        "shipAndInvoice" => Company.Posting.ShipAndInvoice(row),
        "post" or "postAndSend" => Company.Posting.PostDraft(kind, row),
        "cancel" or "cancelAndSend" when kind == SalesKind.Invoice => Company.Posting.Cancel(row),
        "makeCorrectiveCreditMemo" => Company.Posting.MakeCorrective(row),
        "send" when row.Text("email").Length == 0 => throw ErpError.Dialog(
            "The send-to email is empty. Specify email either for the customer or for the invoice in email preview."),
        "send" => null,
        _ => base.Act(row, action),
    };

    internal static bool IsDraft(ErpRow row) => row.Text("status") is "Draft" or "In_x0020_Review" || row.Entity.Set == "salesOrders";

    private static bool Shipped(ErpRow line) => line.Entity.Set == "salesOrderLines" && line.Number("shippedQuantity") != 0;

    private ErpRow RefreshWithDiscount(ErpRow row)
    {
        var refreshed = Company.Totals.Refresh(row);
        var most = refreshed.Number("discountAmount");
        return most >= row.Number("discountAmount") ? refreshed : throw ErpError.Dialog(
            $"The invoice discount amount must not be greater than {most}, the total of the lines that allow an invoice discount.");
    }

    private void ConvertPrices(ErpRow row)
    {
        foreach (var line in Database[kind.LineSet].Where("documentId", row.Id).Select(line => line.Edit()))
        {
            var rate = 1 + (line.Number("taxPercent") / 100m);
            decimal Convert(decimal amount, int decimals) =>
                decimal.Round(row.Flag("pricesIncludeTax") ? amount * rate : amount / rate, decimals, MidpointRounding.AwayFromZero);
            line["unitPrice"] = Convert(line.Number("unitPrice"), 5);
            line["discountAmount"] = Convert(line.Number("discountAmount"), 2);
            Database.Update(line);
        }
    }

    private void RequireEditable(ErpRow row, ErpProperty property, bool inserting)
    {
        if (inserting)
        {
            return;
        }

        if (kind == SalesKind.Order && row.Text("status") == "Open"
            && property.Name is "customerId" or "customerNumber" or "currencyId" or "currencyCode" or "pricesIncludeTax" or "discountAmount")
        {
            throw ErpError.Field(
                $"Status must be equal to 'Open' in Sales Header: Document Type=Order, No.={row.Text("number")}. Current value is 'Released'.");
        }

        if (!IsDraft(row) && property.Name is not ("dueDate" or "promisedPayDate" or "disputeStatus" or "disputeStatusId"))
        {
            throw ErpError.Dialog($"The \"{property.Name}\" of a posted document cannot be changed.");
        }
    }

    private void SetNumber(ErpRow row, string number)
    {
        if (kind == SalesKind.Order && Company.Options.ManualOrderNumbers)
        {
            row["number"] = number;
            return;
        }

        throw ErpError.Dialog(
            $"You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series {kind.Series}.");
    }

    private ErpRow FindCustomer(bool byId, object value, string party) =>
        Database["customers"].Single(byId ? "id" : "number", value) ?? throw ErpError.Dialog($"The {party} customer cannot be found.");

    private void SetCustomer(ErpRow row, ErpRow customer)
    {
        if (row.Guid("customerId") == customer.Id)
        {
            return;
        }

        if (row.Guid("customerId") != Guid.Empty && row.Position == 0)
        {
            throw ErpError.Dialog("The sell-to customer values do not match to a specific Customer.");
        }

        row["customerId"] = customer.Id;
        row["customerNumber"] = customer.Text("number");
        row["customerName"] = customer.Text("displayName");
        CopyAddress(customer, row, "sellTo");
        if (row.Entity.Find("shipToName") is not null)
        {
            row["shipToName"] = customer.Text("displayName");
            CopyAddress(customer, row, "shipTo");
        }

        row["phoneNumber"] = customer.Text("phoneNumber");
        row["email"] = customer.Text("email");
        row["salesperson"] = customer.Text("salespersonCode");
        SetBillTo(row, customer);
    }

    private void SetBillTo(ErpRow row, ErpRow customer)
    {
        row["billToCustomerId"] = customer.Id;
        row["billToCustomerNumber"] = customer.Text("number");
        row["billToName"] = customer.Text("displayName");
        CopyAddress(customer, row, "billTo");
        row["taxAreaCode"] = Database["taxAreas"].Find(customer.Guid("taxAreaId"))?.Text("code") ?? "";
        row["currencyId"] = customer.Guid("currencyId");
        row["currencyCode"] = customer.Text("currencyCode");
        row["pricesIncludeTax"] = customer.Flag("pricesIncludeTax");
        row["paymentTermsId"] = customer.Guid("paymentTermsId");
        row["shipmentMethodId"] = customer.Guid("shipmentMethodId");
        SetDueDate(row);
    }

    private void SetDueDate(ErpRow row)
    {
        if (row.Entity.Find("dueDate") is null)
        {
            return;
        }

        row["dueDate"] = row.Date(kind.DateProperty).AddDays(Company.DueDays(row.Guid("paymentTermsId")));
    }

    private void SetAppliesTo(ErpRow row, string property, object value)
    {
        var invoice = Database["salesInvoices"].Single(property == "invoiceId" ? "id" : "number", value);
        if (invoice is null || IsDraft(invoice))
        {
            throw ErpError.Dialog(property == "invoiceId"
                ? "The \"invoiceId\" does not match to an Invoice."
                : "The \"invoiceId\" and \"invoiceNumber\" do not match to a specific Invoice.");
        }

        row["invoiceId"] = invoice.Id;
        row["invoiceNumber"] = invoice.Text("number");
    }

    private static void CopyAddress(ErpRow customer, ErpRow row, string party)
    {
        row[party + "AddressLine1"] = customer.Text("addressLine1");
        row[party + "AddressLine2"] = customer.Text("addressLine2");
        row[party + "City"] = customer.Text("city");
        row[party + "Country"] = customer.Text("country");
        row[party + "State"] = customer.Text("state");
        row[party + "PostCode"] = customer.Text("postalCode");
    }
}
