using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Line and document numbers of journal lines.</summary>
internal static class JournalNumbering
{
    public static void Fill(ErpDatabase database, ErpRow row)
    {
        var siblings = database[row.Entity.Set].Where("journalId", row.Guid("journalId"));
        if (row.Integer("lineNumber") == 0)
        {
            row["lineNumber"] = siblings.Count == 0 ? 10_000 : siblings.Max(line => line.Integer("lineNumber")) + 10_000;
        }
        else if (siblings.Any(line => line.Integer("lineNumber") == row.Integer("lineNumber")))
        {
            throw ErpError.Duplicate(
                "Gen. Journal Line", $"Journal Batch Name='{row.Text("journalDisplayName")}',Line No.='{row.Integer("lineNumber")}'");
        }

        if (row.Text("documentNumber").Length == 0)
        {
            row["documentNumber"] = database.NextNumber("G", 100001);
        }
    }
}
