using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>General journal lines on G/L accounts; a positive amount is a debit.</summary>
internal sealed class JournalLineRules(ErpCompany company) : ErpRules(company)
{
    public override int Rank(ErpProperty property) => property.Name is "journalId" or "accountType" ? 0 : 1;

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
                SetBatch(row, Database["journals"].Find((Guid)value) ?? throw ErpError.Dialog(FinanceErrors.NoBatch));
                break;
            case "accountId" or "accountNumber" when value is not "" && !value.Equals(Guid.Empty):
                Link(row, "accountId", "accountNumber", value);
                break;
            case "balancingAccountId" or "balancingAccountNumber" when value is not "" && !value.Equals(Guid.Empty):
                Link(row, "balancingAccountId", "balancingAccountNumber", value);
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

    private void Link(ErpRow row, string idProperty, string numberProperty, object value)
    {
        var account = Database["accounts"].Single(value is Guid ? "id" : "number", value)
            ?? throw ErpError.InvalidRelation("Account No.", "Gen. Journal Line", value.ToString()!, "G/L Account");
        row[idProperty] = account.Id;
        row[numberProperty] = account.Text("number");
    }

    private static void SetBatch(ErpRow row, ErpRow batch)
    {
        row["journalId"] = batch.Id;
        row["journalDisplayName"] = batch.Text("code");
        row["balancingAccountId"] = batch.Guid("balancingAccountId");
        row["balancingAccountNumber"] = batch.Text("balancingAccountNumber");
    }
}
