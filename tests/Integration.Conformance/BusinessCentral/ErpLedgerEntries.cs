using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpLedgerEntries(ErpDesk desk) : SourceFixture<LedgerEntry>(ConformanceReports.Json<LedgerEntry>())
{
    public override string Entity => EntityNames.LedgerEntry;

    public override TimeSpan Lag => TimeSpan.FromMinutes(9);

    public override string MissingId => "01234567-0123-0123-0123-0123456789ab";

    public override IReadOnlyList<string> KnownCheckpoints => ["2026-11-24T09:00:00.0000000+00:00~01234567-0123-0123-0123-0123456789ab"];

    public override IReadOnlyList<string> RequiredMembers => ["value", "id", "entryNumber", "lastModifiedDateTime", "postingDate", "accountNumber", "debitAmount"];

    public override IReadOnlyList<string> WordMembers => ["documentType"];

    /// <summary>An invoice makes several entries; the newest stands for them.</summary>
    public override async ValueTask<string> AddAsync(CancellationToken ct)
    {
        var order = await desk.EnterAsync(desk.Order(), ct);
        desk.World.PostOrder(order.DisplayNumber!);
        return desk.Rows("generalLedgerEntries?$orderby=entryNumber desc&$top=1")[0].GetProperty("id").GetString()!;
    }

    public override ValueTask<bool> ChangeAsync(string id, CancellationToken ct) => new(false);
}
