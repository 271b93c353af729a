using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>What posting refuses, with the texts a user would see.</summary>
internal sealed class SalesPostingChecks(ErpCompany company)
{
    public void Order(ErpRow order, IReadOnlyList<PostingLine> work)
    {
        if (!work.Any(line => line.Ship != 0 || line.Invoice != 0))
        {
            throw ErpError.Dialog("There is nothing to post.");
        }

        foreach (var (line, ship, invoice) in work)
        {
            var invoiceable = line.Number("shippedQuantity") + ship - line.Number("invoicedQuantity");
            if (Math.Abs(invoice) > Math.Abs(invoiceable))
            {
                throw ErpError.Dialog($"You cannot invoice more than {invoiceable} units of line {line.Integer("sequence")}.");
            }
        }

        if (!order.Flag("partialShipping")
            && work.Any(line => line.Ship != 0)
            && work.Any(line => line.Line.Number("quantity") != line.Line.Number("shippedQuantity") + line.Ship))
        {
            throw ErpError.Dialog("This order must be a complete shipment.");
        }

        Document(order, [.. work.Where(line => line.Ship != 0 || line.Invoice != 0).Select(line => line.Line)], work.Any(line => line.Ship != 0));
    }

    public void Document(ErpRow header, IReadOnlyList<ErpRow> lines, bool ships)
    {
        company.RequireOpenPeriod(header.Date("postingDate"));
        var customer = company.Database["customers"].Find(header.Guid("billToCustomerId"))!;
        var blocked = customer.Text("blocked");
        if (blocked is "All" or "Invoice" || (ships && blocked == "Ship"))
        {
            throw ErpError.Dialog($"You cannot post this type of document when Customer {customer.Text("number")} is blocked with type {blocked}.");
        }

        foreach (var line in lines)
        {
            Line(header, line);
        }
    }

    public static void Total(ErpRow document)
    {
        if (document.Number("totalAmountIncludingTax") < 0)
        {
            throw ErpError.Dialog("The total amount for the document must be 0 or greater.");
        }
    }

    public void Cancel(ErpRow invoice, string verb)
    {
        var problem = invoice.Text("status") switch
        {
            "Draft" or "In_x0020_Review" => throw ErpError.Dialog("The action can be applied to a posted invoice only."),
            "Canceled" => "it has already been canceled.",
            "Corrective" => "it represents a correction of a credit memo.",
            _ when invoice.Number("remaining") != invoice.Number("totalAmountIncludingTax") =>
                "it is fully or partially paid.\\\\To reverse a paid sales invoice, you must manually create a sales credit memo.",
            _ => "",
        };
        if (problem.Length > 0)
        {
            throw ErpError.Dialog($"You cannot {verb} this posted sales invoice because {problem}");
        }

        company.RequireOpenPeriod(company.Database.Today);
        var customer = company.Database["customers"].Find(invoice.Guid("billToCustomerId"))!;
        if (customer.Text("blocked") == "All")
        {
            throw ErpError.Dialog($"You cannot {verb} this posted sales invoice because customer {customer.Text("number")} is blocked.");
        }
    }

    private void Line(ErpRow header, ErpRow line)
    {
        if (line.Text("lineType") == "Comment")
        {
            return;
        }

        company.Vat(header.Text("taxAreaCode"), line.Text("taxCode"));
        if (company.Database["items"].Find(line.Guid("itemId")) is not { } item)
        {
            return;
        }

        if (item.Flag("blocked"))
        {
            throw ErpError.Field($"Blocked must be equal to 'No' in Item: No.={item.Text("number")}. Current value is 'Yes'.");
        }

        RequireGroup(item, "generalProductPostingGroupCode", "Gen. Prod. Posting Group");
        if (item.Text("type") == "Inventory")
        {
            RequireGroup(item, "inventoryPostingGroupCode", "Inventory Posting Group");
        }
    }

    private static void RequireGroup(ErpRow item, string property, string caption)
    {
        if (item.Text(property).Length == 0)
        {
            throw ErpError.Field($"{caption} must have a value in Item: No.={item.Text("number")}. It cannot be zero or empty.");
        }
    }
}
