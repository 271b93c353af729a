using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Reconciliation.Live;
using static ErpSync.Core.Tests.Reconciliation.Live.March;

namespace ErpSync.Core.Tests.Reconciliation.Live;

/// <summary>Which entries of the ledger belong to a run, also those before the period that make up its opening balance.</summary>
public sealed class LedgerBookTests
{
    private static readonly DateTimeOffset Then = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_posting_dated_before_the_period_is_in_the_opening_balance_of_the_run_that_saw_it_and_of_no_earlier_one()
    {
        var first = Read(upTo: null, Entry(1, -20, 5m), Entry(2, 10, 7m));
        (first.Balance(Receivables), first.Watermark).Should().Be(((5m, 7m), 2L));

        var backdated = Entry(3, -10, 100m);
        Read(first.Watermark, Entry(1, -20, 5m), Entry(2, 10, 7m), backdated).Balance(Receivables).Should().Be((5m, 7m));
        var later = Read(upTo: null, Entry(1, -20, 5m), Entry(2, 10, 7m), backdated);
        (later.Balance(Receivables), later.Watermark).Should().Be(((105m, 7m), 3L));
    }

    [Fact]
    public void What_came_after_the_cut_off_or_comes_twice_or_moves_another_account_does_not_count()
    {
        var late = Entry(4, -20, 50m) with { ChangedAt = Scope().AsOf.AddSeconds(1) };

        var book = Read(upTo: null, Entry(1, -20, 5m), Entry(1, -20, 5m), Entry(2, 10, 7m), Entry(2, 10, 7m), Entry(3, -20, 9m, "40100"), late);

        (book.Balance(Receivables), book.Watermark).Should().Be(((5m, 7m), 3L));
        book.Balance("40100").Opening.Should().Be(0m, "only accounts that are rolled forward are kept from before the period");
    }

    [Fact]
    public void Taxes_are_known_until_a_document_of_the_period_comes_without_them()
    {
        var book = Read(upTo: null, Entry(1, -20, 5m), Entry(2, 10, 7m));
        var state = new SalesDocumentState { Id = "1", Number = "1", PostedNumbers = ["D1"] };

        book.Add(state);
        book.KnowsTaxes.Should().BeTrue("it was posted before the period");
        book.Add(state with { PostedNumbers = ["D2"], PostedDocuments = [] });
        book.KnowsTaxes.Should().BeTrue();
        book.Add(state with { PostedNumbers = ["D2"] });
        book.KnowsTaxes.Should().BeFalse();
    }

    [Theory]
    [InlineData("DE/1001", "DE/1001", "")]
    [InlineData("DE/1001/R77", "DE/1001", "R77")]
    [InlineData("#1001/X77", "#1001", "X77")]
    [InlineData("#1001", "#1001", "")]
    [InlineData("a/b/c", "A/B/C", "")]
    public void Order_of_a_document_is_all_that_stands_before_a_refund_or_an_exchange(string external, string order, string part)
    {
        var book = Read(upTo: null, Entry(2, 10, 7m));

        book.Add(new SalesDocumentState { Id = "1", Number = "1", ExternalNumber = external, PostedNumbers = ["D2"] });

        book.DocumentsOf(order).Should().Equal(("D2", part));
        book.Rest().Should().ContainSingle().Which.Order.Should().Be(external[..^(part.Length == 0 ? 0 : part.Length + 1)]);
    }

    private static LedgerBook Read(long? upTo, params SourceRecord<LedgerEntry>[] records)
    {
        var book = new LedgerBook(Scope(), "", ReceivableAccounts);
        foreach (var record in records)
        {
            book.Add(record, upTo);
        }

        return book;
    }

    private static SourceRecord<LedgerEntry> Entry(int number, int day, decimal amount, string account = Receivables) => new($"{number}", $"{number}", Then, new LedgerEntry
    {
        Id = $"{number}",
        Number = number,
        PostingDate = On(day),
        DocumentNumber = $"D{number}",
        Account = account,
        Amount = amount,
    });
}
