using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Lines of a cash receipt batch. Sign and period are checked at posting, not here.</summary>
internal sealed class CustomerPaymentRules(ErpCompany company) : ErpRules(company)
{
    public override int Rank(ErpProperty property) => property.Name == "journalId" ? 0 : 1;

    public override void Begin(ErpRow row, ErpRow? parent)
    {
        row["postingDate"] = Database.Today;
        if (parent is not null)
        {
            SetBatch(row, parent);
        }
    }

    public override void Assign(ErpRow row, ErpProperty property, object value, bool inserting)
    {
        switch (property.Name)
        {
            case "journalId" when row.Guid("journalId") == Guid.Empty:
                SetBatch(row, Database["customerPaymentJournals"].Find((Guid)value) ?? throw ErpError.Dialog(FinanceErrors.NoBatch));
                break;
            case "journalId" when !row.Guid("journalId").Equals(value):
                throw ErpError.Dialog("The Journal Id cannot be changed.");
            case "customerId" or "customerNumber" when value is not "" && !value.Equals(Guid.Empty):
                var customer = Database["customers"].Single(property.Name == "customerId" ? "id" : "number", value)
                    ?? throw ErpError.Dialog($"The \"{property.Name}\" does not match to a Customer.");
                if (inserting && row.Guid("customerId") != Guid.Empty && row.Guid("customerId") != customer.Id)
                {
                    throw ErpError.Dialog("The customer values do not match to a specific Customer.");
                }

                row["customerId"] = customer.Id;
                row["customerNumber"] = customer.Text("number");
                break;
            case "appliesToInvoiceId" or "appliesToInvoiceNumber" when value is not "" && !value.Equals(Guid.Empty):
                var invoice = Database["salesInvoices"].Single(property.Name == "appliesToInvoiceId" ? "id" : "number", value);
                if (invoice is null || SalesHeaderRules.IsDraft(invoice))
                {
                    throw ErpError.Dialog("The \"appliesToInvoiceId\" should be the ID of an Open, Paid, Corrective, or Canceled Invoice.");
                }

                row["appliesToInvoiceId"] = invoice.Id;
                row["appliesToInvoiceNumber"] = invoice.Text("number");
                break;
            default:
                row[property.Name] = value;
                break;
        }
    }

    public override ErpRow Insert(ErpRow row)
    {
        if (row.Guid("journalId") == Guid.Empty)
        {
            throw ErpError.Dialog(FinanceErrors.NoBatch);
        }

        JournalNumbering.Fill(Database, row);
        return Database.Insert(row);
    }

    public override ErpRow Modify(ErpRow row) => Database.Update(row);

    private static void SetBatch(ErpRow row, ErpRow batch)
    {
        row["journalId"] = batch.Id;
        row["journalDisplayName"] = batch.Text("code");
    }
}
