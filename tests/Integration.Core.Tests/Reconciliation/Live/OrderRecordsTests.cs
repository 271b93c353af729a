using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using static ErpSync.Core.Tests.Reconciliation.Live.March;

namespace ErpSync.Core.Tests.Reconciliation.Live;

/// <summary>What of an order belongs to a period when it began before it.</summary>
public sealed class OrderRecordsTests
{
    private static readonly ReconciliationSection[] Sections = [ReconciliationSection.OrderInvoice, ReconciliationSection.PaymentReceipt, ReconciliationSection.GeneralLedger];

    [Fact]
    public void An_order_of_the_period_before_is_not_missing_in_this_one()
    {
        var april = Scope() with { Period = "2026-04", PeriodStart = On(32), PeriodEnd = On(61) };

        Run(april, ("RCPT-P1", 2, -41.65m), ("INV1", 4, 23.80m), ("INV2", 5, 17.85m)).Should().Be("");
    }

    [Fact]
    public void An_order_over_two_periods_is_compared_with_what_is_left_to_invoice()
    {
        Run(Scope(start: 5), ("RCPT-P1", 2, -41.65m), ("INV1", 4, 23.80m), ("INV2", 5, 17.85m)).Should().Be("");
        Run(Scope(start: 5), ("RCPT-P1", 2, -41.65m), ("INV1", 4, 23.80m)).Should().Be("OrderInvoice #1001 -17.85, GeneralLedger #1001|11000 -17.85");
    }

    private static string Run(ReconciliationScope scope, params (string Document, int Day, decimal Amount)[] entries)
    {
        var ledger = Ledger(scope, [.. entries.Select(static entry => (entry.Document, On(entry.Day), Receivables, entry.Amount))]);
        ledger.Invoice("INV1", Shipped, 23.80m);
        ledger.Invoice("INV2", Shipped, 17.85m);
        var records = Records(scope, ledger);
        var books = BooksOf(Shipped);
        var receivable = books with { Postings = [.. books.Postings.Where(static posting => posting.Answer.Account == Receivables)] };
        var report = Reconciler.Run(scope, records.Of(Shipped, receivable, records.Take(Shipped)), Sections);
        return string.Join(", ", report.Breaks.Select(static item => FormattableString.Invariant($"{item.Section} {item.Key} {item.Difference:F2}")));
    }
}
