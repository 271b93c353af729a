using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Sections;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Live;

/// <summary>The records of both sides for one order: expected from the order itself, found in the ledger.</summary>
internal sealed class OrderRecords(
    ReconciliationScope scope, ReconciliationSettings settings, LedgerBook ledger, IReadOnlySet<string> receivables, IReadOnlySet<string> compared, Func<string, string>? paymentNumber)
{
    private static readonly AccountRole[] Settling = [AccountRole.AR, AccountRole.ContractLiability];

    /// <summary>Takes the documents of an order from the ledger, also those that were posted before the period.</summary>
    public IReadOnlyList<OrderDocument> Take(Order order)
    {
        var sales = ledger.DocumentsOf(order.Name).DistinctBy(static document => document.Number).OrderBy(static document => document.Number, StringComparer.Ordinal)
            .Select(document => ledger.Take(document.Number, document.Part, payment: null));
        var payments = paymentNumber is null ? [] : order.Payments.DistinctBy(static payment => payment.Id).Select(payment => ledger.Take(paymentNumber(payment.Id), "", payment.Id));
        return [.. sales.Concat(payments).OfType<OrderDocument>()];
    }

    public ReconciliationRecords Of(Order order, ExpectedOrderBooks books, IReadOnlyList<OrderDocument> documents)
    {
        var invoices = books.Journals.Where(static journal => journal.Doc is "Invoice" or "GiftCardIssue" or "InvoiceSummary").ToList();
        var booked = documents.Where(static document => document.Entries.Count > 0).ToList();
        var refunds = Refunds(order, books, documents).ToList();
        return new ReconciliationRecords
        {
            Orders = [new OrderFacts { Number = order.Name, Currency = scope.BookCurrency }],
            Billables = invoices.Count > 0 && Billable(order, invoices, documents) is { } billable ? [billable] : [],
            Invoices = Documents(order, booked, static part => !part.StartsWith('R'), _ => order.Name),
            Refunds = refunds,
            CreditMemos = Documents(order, booked, static part => part.StartsWith('R'), static part => part[1..]),
            Payments = [.. Payments(order, books, documents)],
            Receipts = [.. booked.Where(static document => document.Payment is not null).Select(document => Receipt(order, document.Payment!, document.Entries))],
            ExpectedLedger = [.. Expected(order, books)],
            BookedLedger = [.. booked.SelectMany(document => document.Entries).Where(IsCompared).Select(entry => Amount(order.Name, entry))],
            Unbooked = [.. books.Problems.Select(problem => new UnbookedFact(order.Name, problem.Code, problem.Message, problem.Remedy))],
        };
    }

    public bool IsCompared(LedgerEntry entry) => entry.PostingDate <= scope.PeriodEnd && compared.Contains(entry.Account);

    public static BookedLedgerAmount Amount(string? order, LedgerEntry entry) =>
        new() { Order = order, Account = entry.Account, Amount = entry.Amount, Document = entry.DocumentNumber, On = entry.PostingDate };

    /// <summary>True for what the ERP posted since the start of the period, and for what it should have posted since then and never did.</summary>
    private bool IsOfPeriod(DateOnly expectedOn, List<OrderDocument> own) => own.Count == 0 ? expectedOn >= scope.PeriodStart : own.Exists(static document => document.Entries.Count > 0);

    /// <summary>What the order has to invoice, less what was invoiced before the period; null when that is all.</summary>
    private Billable? Billable(Order order, List<JournalEntry> invoices, IReadOnlyList<OrderDocument> documents)
    {
        var own = documents.Where(static document => document.Payment is null && document.Refund is null).ToList();
        var earlier = own.FindAll(static document => document.Entries.Count == 0);
        var billable = new Billable
        {
            Id = order.Name,
            OrderNumber = order.Name,
            ShippedOn = invoices.Max(static journal => journal.DocumentDate),
            Currency = scope.BookCurrency,
            Total = invoices.Sum(static journal => journal.Lines.Where(static line => Settling.Contains(line.Role)).Sum(static line => line.Amount))
                - earlier.Sum(document => receivables.Sum(document.EarlierOn)),
            Roundings = invoices.Sum(JournalRoundings.Of),
        };
        var isDone = earlier.Count > 0 && earlier.Count == own.Count && Math.Abs(billable.Total) <= Tolerance.Of(JournalRoundings.MinorUnit(scope, settings), billable.Roundings, settings.RoundingCap);
        return isDone || (earlier.Count == own.Count && billable.ShippedOn < scope.PeriodStart) ? null : billable;
    }

    private List<BookedDocument> Documents(Order order, List<OrderDocument> booked, Func<string, bool> isWanted, Func<string, string> link) =>
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

    private IEnumerable<PaidRefund> Refunds(Order order, ExpectedOrderBooks books, IReadOnlyList<OrderDocument> documents) =>
        from refund in order.Refunds
        let own = books.Journals.Where(journal => journal.Event == $"refund/{refund.Id}" && journal.Doc is "CreditMemo" or "ReturnFee").ToList()
        where own.Count > 0 && IsOfPeriod(own.Max(static journal => journal.PostingDate), [.. documents.Where(document => document.Refund == refund.Id)])
        select new PaidRefund
        {
            Id = refund.Id,
            OrderNumber = order.Name,
            At = refund.CreatedAt,
            Currency = scope.BookCurrency,
            Amount = -own.Sum(static journal => journal.Lines.Where(static line => line.Role == AccountRole.AR).Sum(static line => line.Amount)),
            Roundings = own.Sum(JournalRoundings.Of),
        };

    private IEnumerable<CapturedPayment> Payments(Order order, ExpectedOrderBooks books, IReadOnlyList<OrderDocument> documents) =>
        from journal in books.Journals
        where journal.Doc == "Capture"
        let payment = order.Payments.First(payment => journal.Event == $"receipt/{payment.Id}")
        where IsOfPeriod(journal.PostingDate, [.. documents.Where(document => document.Payment == payment.Id)])
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
                Roundings = documents.Sum(JournalRoundings.Of),
                Documents = documents.Count,
            });
    }
}
