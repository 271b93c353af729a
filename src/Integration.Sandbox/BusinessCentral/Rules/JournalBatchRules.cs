using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Journal batches. Posting works by batch id, whichever template the batch belongs to.</summary>
internal sealed class JournalBatchRules(ErpCompany company) : ErpRules(company)
{
    public override void Begin(ErpRow row, ErpRow? parent)
    {
        if (row.Entity.Find("templateDisplayName") is not null)
        {
            row["templateDisplayName"] = "GENERAL";
        }
    }

    public override void Assign(ErpRow row, ErpProperty property, object value, bool inserting)
    {
        if (property.Name == "balancingAccountId" && value is Guid id && id != Guid.Empty)
        {
            row["balancingAccountNumber"] = Company.Related("accounts", id, property.Name, "G/L Account").Text("number");
        }

        row[property.Name] = value;
    }

    public override (string Set, Guid Id)? Act(ErpRow row, string action)
    {
        if (action != "post")
        {
            return base.Act(row, action);
        }

        var payments = Database["customerPayments"].Where("journalId", row.Id);
        var lines = Database["journalLines"].Where("journalId", row.Id);
        if (payments.Count + lines.Count == 0)
        {
            throw ErpError.Dialog("There is nothing to post.");
        }

        Company.Payments.PostPayments(row, payments);
        Company.Payments.PostLines(row, lines);
        Database.Commit();
        return null;
    }
}
