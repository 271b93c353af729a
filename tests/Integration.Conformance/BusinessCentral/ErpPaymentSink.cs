using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Testing.Conformance;

namespace ErpSync.Conformance.BusinessCentral;

internal sealed class ErpPaymentSink(ErpDesk desk) : SinkFixture<PaymentEntry>
{
    private const int EntriesOfOne = 2;

    public override string Entity => EntityNames.PaymentEntry;

    public override ValueTask<PaymentEntry> MakeAsync(CancellationToken ct)
    {
        var number = desk.Next("");
        return new(new PaymentEntry
        {
            TransactionId = $"gid://shopify/OrderTransaction/{number}",
            Gateway = "shopify_payments",
            Customer = new CustomerRef(null, "C1"),
            Amount = new Money(10.50m, ErpDesk.Eur),
            PostingDate = desk.Today,
            OrderNumber = $"#{number}",
        });
    }

    public override ValueTask<int> CountAsync(PaymentEntry record, CancellationToken ct)
    {
        var number = ErpDesk.Quote(Number(record));
        var posted = desk.Rows($"generalLedgerEntries?$filter=documentNumber eq {number}").Count;
        var journal = desk.Rows("customerPaymentJournals?$filter=code eq 'SHOP'")[0].GetProperty("id").GetString();
        var waiting = desk.Rows($"customerPaymentJournals({journal})/customerPayments?$filter=documentNumber eq {number}").Count;
        return new(waiting + ((posted + EntriesOfOne - 1) / EntriesOfOne));
    }

    public override ValueTask<bool> IsCompleteAsync(PaymentEntry record, CancellationToken ct)
    {
        var entries = desk.Rows($"generalLedgerEntries?$filter=documentNumber eq {ErpDesk.Quote(Number(record))}");
        return new(entries.Count == EntriesOfOne && entries.Any(entry => entry.GetProperty("debitAmount").GetDecimal() == record.Amount.Amount));
    }

    public override ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct) =>
        new(desk.Rows($"generalLedgerEntries?$filter=documentNumber eq {ErpDesk.Quote(reference.DisplayNumber!)}").Count > 0);

    public override async ValueTask<(PaymentEntry Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => (await MakeAsync(ct) with { Amount = new Money(0m, ErpDesk.Eur) }, "amount");

    public override async ValueTask<(PaymentEntry Record, string Named)?> MakeOrphanAsync(CancellationToken ct) => (await MakeAsync(ct) with { Customer = new CustomerRef("7a9c1c1e-0000-4000-8000-000000000001", "C-MISSING") }, "C-MISSING");

    public override async ValueTask<(PaymentEntry Record, string Field)?> MakeTooLongAsync(CancellationToken ct) =>
        (await MakeAsync(ct) with { Customer = new CustomerRef(null, new string('C', 21)) }, "customer.number");

    public override PaymentEntry? Alter(PaymentEntry record) => record with { Amount = new Money(99m, ErpDesk.Eur) };

    private static string Number(PaymentEntry record) => $"PAY-{record.TransactionId[(record.TransactionId.LastIndexOf('/') + 1)..]}";
}
