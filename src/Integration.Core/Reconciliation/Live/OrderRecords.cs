using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Live;

/// <summary>The records of both sides for one order: expected from the order itself, found in the ledger.</summary>
internal sealed class OrderRecords(ReconciliationScope scope, LedgerBook ledger, IReadOnlySet<string> receivables, IReadOnlySet<string> compared, Func<string, string>? paymentNumber)
{
    private static readonly AccountRole[] Settling = [AccountRole.AR, AccountRole.ContractLiability];

    public ReconciliationRecords Of(Order order, ExpectedOrderBooks books)
    {
        var invoices = books.Journals.Where(static journal => journal.Doc is "Invoice" or "GiftCardIssue" or "InvoiceSummary").ToList();
        var booked = Booked(order);
        var refunds = Refunds(order, books).ToList();
        return new ReconciliationRecords
        {
            Orders = [new OrderFacts { Number = order.Name, Currency = scope.BookCurrency }],
            Billables = invoices.Count == 0 ? [] : [Billable(order, invoices)],
            Invoices = Documents(order, booked, static part => !part.StartsWith('R'), _ => order.Name),
            Refunds = refunds,
            CreditMemos = Documents(order, booked, static part => part.StartsWith('R'), static part => part[1..]),
            Payments = [.. Payments(order, books)],
            Receipts = [.. booked.Where(static document => document.Payment is not null).Select(document => Receipt(order, document.Payment!, document.Entries))],
            ExpectedLedger = [.. Expected(order, books)],
            BookedLedger = [.. booked.SelectMany(document => document.Entries).Where(IsCompared).Select(entry => Amount(order.Name, entry))],
            Unbooked = [.. books.Problems.Select(problem => new UnbookedFact(order.Name, problem.Code, problem.Message, problem.Remedy))],
        };
    }

    public bool IsCompared(LedgerEntry entry) => entry.PostingDate <= scope.PeriodEnd && compared.Contains(entry.Account);

    public static BookedLedgerAmount Amount(string? order, LedgerEntry entry) =>
        new() { Order = order, Account = entry.Account, Amount = entry.Amount, Document = entry.DocumentNumber, On = entry.PostingDate };

    private List<Document> Booked(Order order)
    {
        var found = ledger.DocumentsOf(order.Name).DistinctBy(static document => document.Number).OrderBy(static document => document.Number, StringComparer.Ordinal)
            .Select(document => new Document(document.Number, document.Part, null, ledger.Take(document.Number))).ToList();
        if (paymentNumber is not null)
        {
            found.AddRange(order.Payments.DistinctBy(static payment => payment.Id).Select(payment => new Document(paymentNumber(payment.Id), "", payment.Id, ledger.Take(paymentNumber(payment.Id)))));
        }

        return [.. found.Where(static document => document.Entries.Count > 0)];
    }

    private Billable Billable(Order order, List<JournalEntry> invoices) => new()
    {
        Id = order.Name,
        OrderNumber = order.Name,
        ShippedOn = invoices.Max(static journal => journal.DocumentDate),
        Currency = scope.BookCurrency,
        Total = invoices.Sum(static journal => journal.Lines.Where(static line => Settling.Contains(line.Role)).Sum(static line => line.Amount)),
        Roundings = invoices.Sum(Roundings),
    };

    private List<BookedDocument> Documents(Order order, List<Document> booked, Func<string, bool> isWanted, Func<string, string> link) =>
    [
        .. booked.Where(document => document.Payment is null && isWanted(document.Part)).Select(document => new BookedDocument
        {
            Id = document.Number,
            Links = [link(document.Part)],
            OrderNumber = order.Name,
            PostedOn = document.Entries.Min(static entry => entry.PostingDate),
            Currency = scope.BookCurrency,
            Total = document.Entries.Where(entry => receivables.Contains(entry.Account)).Sum(static entry => entry.Amount) * (document.Part.StartsWith('R') ? -1m : 1m),
        }),
    ];

    private IEnumerable<PaidRefund> Refunds(Order order, ExpectedOrderBooks books) =>
        from refund in order.Refunds
        let own = books.Journals.Where(journal => journal.Event == $"refund/{refund.Id}" && journal.Doc is "CreditMemo" or "ReturnFee").ToList()
        where own.Count > 0
        select new PaidRefund
        {
            Id = refund.Id,
            OrderNumber = order.Name,
            At = refund.CreatedAt,
            Currency = scope.BookCurrency,
            Amount = -own.Sum(static journal => journal.Lines.Where(static line => line.Role == AccountRole.AR).Sum(static line => line.Amount)),
            Roundings = own.Sum(Roundings),
        };

    private IEnumerable<CapturedPayment> Payments(Order order, ExpectedOrderBooks books) =>
        from journal in books.Journals
        where journal.Doc == "Capture"
        let payment = order.Payments.First(payment => journal.Event == $"receipt/{payment.Id}")
        select new CapturedPayment
        {
            Id = payment.Id,
            OrderNumber = order.Name,
            At = payment.ProcessedAt == default ? order.CreatedAt : payment.ProcessedAt,
            Currency = scope.BookCurrency,
            Amount = journal.Lines.Where(static line => line.Amount > 0m).Sum(static line => line.Amount),
        };

    private BookedReceipt Receipt(Order order, string payment, IReadOnlyList<LedgerEntry> entries) => new()
    {
        Id = entries[0].DocumentNumber,
        Links = [payment],
        OrderNumber = order.Name,
        PostedOn = entries[0].PostingDate,
        Currency = scope.BookCurrency,
        Amount = -entries.Where(entry => receivables.Contains(entry.Account)).Sum(static entry => entry.Amount),
    };

    private IEnumerable<ExpectedLedgerAmount> Expected(Order order, ExpectedOrderBooks books)
    {
        var journals = books.Journals.Where(journal => journal.PostingDate >= scope.PeriodStart && journal.PostingDate <= scope.PeriodEnd).ToList();
        var documents = journals.Where(static journal => journal.TaxEntries.Count > 0).ToList();
        return books.Postings.Where(posting => posting.Answer.Account is not null && posting.Journal.PostingDate >= scope.PeriodStart && posting.Journal.PostingDate <= scope.PeriodEnd)
            .GroupBy(static posting => posting.Answer.Account!, StringComparer.Ordinal)
            .Select(account => new ExpectedLedgerAmount
            {
                Order = order.Name,
                Account = account.Key,
                Roles = [.. account.Select(static posting => posting.Line.Role).Distinct()],
                Amount = account.Sum(static posting => posting.Line.Amount),
                On = account.Max(static posting => posting.Journal.PostingDate),
                Roundings = documents.Sum(Roundings),
                Documents = documents.Count,
            });
    }

    /// <summary>Each line was rounded once on both sides, and each tax once more.</summary>
    private static int Roundings(JournalEntry journal) =>
        journal.Lines.Select(static line => line.Dimensions.Line).OfType<string>().Distinct(StringComparer.Ordinal).Count() + (2 * journal.TaxEntries.Count);

    private sealed record Document(string Number, string Part, string? Payment, IReadOnlyList<LedgerEntry> Entries);
}
