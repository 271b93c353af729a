using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpJournalSink(ErpDesk desk) : SinkFixture<GeneralJournal>
{
    private const int EntriesOfOne = 3;

    public override string Entity => EntityNames.GeneralJournal;

    public override ValueTask<GeneralJournal> MakeAsync(CancellationToken ct) => new(new GeneralJournal
    {
        SourceId = desk.Next("gid://shopify/ShopifyPaymentsPayout/"),
        NumberPrefix = "PO-",
        Currency = ErpDesk.Eur,
        PostingDate = desk.Today,
        Lines = [Line(ErpAccounts.Bank, 97.60m), Line(ErpAccounts.PaymentFees, 2.40m), Line(ErpAccounts.PaymentClearing, -100m)],
    });

    public override ValueTask<int> CountAsync(GeneralJournal record, CancellationToken ct)
    {
        var number = Number(record);
        var posted = desk.Books.Ledger(number).Count;
        var journal = desk.Rows("journals?$filter=code eq 'DEFAULT'")[0].GetProperty("id").GetString();
        var waiting = desk.Rows($"journals({journal})/journalLines?$filter=documentNumber eq {ErpDesk.Quote(number)}").Count;
        return new(((waiting + EntriesOfOne - 1) / EntriesOfOne) + ((posted + EntriesOfOne - 1) / EntriesOfOne));
    }

    public override ValueTask<bool> IsCompleteAsync(GeneralJournal record, CancellationToken ct) =>
        new(desk.Books.Ledger(Number(record)).Select(line => (line.Account, line.Amount)).SequenceEqual(record.Lines.Select(line => (line.Account, line.Amount))));

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) => new(desk.Books.Ledger(reference.DisplayNumber!).Count > 0);

    public override async ValueTask<(GeneralJournal Record, string Field)?> MakeInvalidAsync(CancellationToken ct) =>
        await MakeAsync(ct) is var record ? (record with { Lines = [.. record.Lines.Take(2)] }, "lines.amount") : null;

    public override async ValueTask<(GeneralJournal Record, string Field)?> MakeTooLongAsync(CancellationToken ct) =>
        await MakeAsync(ct) is var record ? (record with { Lines = [Line(new string('9', 21), 97.60m), .. record.Lines.Skip(1)] }, "lines.account") : null;

    public override GeneralJournal? Alter(GeneralJournal record) =>
        record with { Lines = [Line(ErpAccounts.Bank, 97m), Line(ErpAccounts.PaymentFees, 3m), Line(ErpAccounts.PaymentClearing, -100m)] };

    public override GeneralJournal? WithTextOf(GeneralJournal record, string text) => record with { Lines = [.. record.Lines.Select(line => line with { Description = text })] };

    public override ValueTask<string?> ReadTextAsync(GeneralJournal record, CancellationToken ct) => new(desk.Books.Ledger(Number(record)) is [var line, ..] ? line.Description : null);

    private static GeneralJournalLine Line(string account, decimal amount) => new() { Account = account, Role = account, Amount = amount, Description = "Payout" };

    private static string Number(GeneralJournal record) => $"PO-{record.SourceId[(record.SourceId.LastIndexOf('/') + 1)..]}";
}
