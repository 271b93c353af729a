using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Live;

/// <summary>
/// Output tax by jurisdiction and code, three times: what the expected journals charge, what the ERP's documents say, and what its ledger holds. An ERP names code and rate
/// but no jurisdiction, so its taxes get the name of the order's tax of that rate. What no rate of the order fits gets its name at the end, when all orders are known.
/// </summary>
internal sealed class TaxBook(ReconciliationScope scope, ReconciliationSettings settings, IReadOnlySet<string> taxAccounts, IReadOnlySet<string> receivables)
{
    private static readonly string[] SalesDocuments = ["Invoice", "CreditMemo"];

    private readonly Dictionary<(string Jurisdiction, decimal Rate), SortedSet<string>> _codes = [];
    private readonly Dictionary<string, HashSet<JurisdictionTax>> _taxesOf = new(StringComparer.Ordinal);
    private readonly List<TaxDocument> _late = [];
    private readonly SortedDictionary<string, OutputTaxTotal> _totals = new(StringComparer.Ordinal);

    /// <summary>Every tax with its sums, in order; complete after <see cref="Rest"/>.</summary>
    public IReadOnlyList<OutputTaxTotal> Totals => [.. _totals.Values];

    /// <summary>Adds the taxes of one order and its documents to its slice.</summary>
    public ReconciliationRecords AddTo(ReconciliationRecords slice, Order order, ExpectedOrderBooks books, IReadOnlyList<OrderDocument> documents)
    {
        var taxes = new OrderTaxes(order, books);
        Remember(taxes);
        var found = new List<BookedTaxLine>();
        var ledger = new List<BookedTaxLine>();
        var posted = new List<TaxDocument>();
        foreach (var document in documents.Where(document => document.Payment is null && document.Entries.Any(entry => IsInPeriod(entry.PostingDate))))
        {
            var read = Read(order, taxes, document);
            posted.Add(read);
            found.AddRange(read.Lines.Where(static line => line.Tax is not null).Select(line => Line(read.Name, line.Tax.GetValueOrDefault(), line.Amount, line.Taxed)));
            if (read.Lines.Exists(static line => line.Tax is null) || read.Ledger.Keys.Any(account => !read.Lines.Exists(line => taxes.Has(account, line.Tax.GetValueOrDefault()))))
            {
                _late.Add(read);
            }
            else
            {
                ledger.AddRange(InLedger(read, taxes.Has));
            }
        }

        return Sum(slice with { TaxLines = [.. Charged(order, books, posted)], ErpTaxLines = found, LedgerTax = ledger });
    }

    /// <summary>What got its name only now, and what people posted on the tax accounts by journals of no order.</summary>
    public ReconciliationRecords Rest(LedgerBook ledger)
    {
        var found = new List<BookedTaxLine>();
        var inLedger = new List<BookedTaxLine>();
        foreach (var document in _late)
        {
            var named = document with { Lines = document.Lines.ConvertAll(line => line.Tax is null ? line with { Tax = NameOf(document.Taxes.Jurisdiction, line.Rate, line.Code) } : line) };
            found.AddRange(named.Lines.Zip(document.Lines).Where(static pair => pair.Second.Tax is null).Select(pair => Line(named.Name, pair.First.Tax.GetValueOrDefault(), pair.First.Amount, pair.First.Taxed)));
            inLedger.AddRange(InLedger(named, (account, tax) => document.Taxes.Has(account, tax) || (_taxesOf.TryGetValue(account, out var taxes) && taxes.Contains(tax))));
        }

        var journals = ledger.Rest().Select(static rest => rest.Entry)
            .Where(entry => taxAccounts.Contains(entry.Account) && IsInPeriod(entry.PostingDate) && !SalesDocuments.Contains(entry.DocumentKind.Replace(" ", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase))
            .GroupBy(static entry => (entry.DocumentNumber, entry.Account))
            .Select(group => (group.Key.DocumentNumber, Tax: TaxOf(group.Key.Account), Amount: -group.Sum(static entry => entry.Amount)))
            .OrderBy(static journal => journal.DocumentNumber, StringComparer.Ordinal).ToList();
        return Sum(new ReconciliationRecords
        {
            ErpTaxLines = found,
            LedgerTax = [.. inLedger, .. journals.Select(static journal => Line(journal.DocumentNumber, journal.Tax, journal.Amount))],
            ManualJournals = journals.ConvertAll(static journal => new ManualTaxJournal(journal.DocumentNumber, journal.Tax.Jurisdiction, journal.Tax.Code, journal.Amount, "")),
        });
    }

    private static BookedTaxLine Line(string document, JurisdictionTax tax, decimal amount, decimal taxed = 0m) =>
        new() { Document = document, Jurisdiction = tax.Jurisdiction, Code = tax.Code, Base = taxed, Amount = amount };

    private static IEnumerable<ExpectedPosting> Taxes(ExpectedOrderBooks books, JournalEntry journal) =>
        books.Postings.Where(posting => ReferenceEquals(posting.Journal, journal) && OrderTaxes.IsTax(posting));

    private ReconciliationRecords Sum(ReconciliationRecords slice)
    {
        foreach (var line in slice.TaxLines.Where(static line => !line.IsFacilitated))
        {
            Add(line.Jurisdiction, line.Code, total => total with { ChargedBase = total.ChargedBase + line.Base, Charged = total.Charged + line.Amount });
        }

        foreach (var line in slice.ErpTaxLines)
        {
            Add(line.Jurisdiction, line.Code, total => total with { BookedBase = total.BookedBase + line.Base, Booked = total.Booked + line.Amount });
        }

        foreach (var line in slice.LedgerTax)
        {
            Add(line.Jurisdiction, line.Code, total => total with { Ledger = total.Ledger + line.Amount });
        }

        return slice;
    }

    private void Add(string jurisdiction, string code, Func<OutputTaxTotal, OutputTaxTotal> add)
    {
        var key = $"{jurisdiction}|{code}";
        _totals[key] = add(_totals.GetValueOrDefault(key) ?? new OutputTaxTotal { Jurisdiction = jurisdiction, Code = code });
    }

    private bool IsInPeriod(DateOnly date) => date >= scope.PeriodStart && date <= scope.PeriodEnd;

    private void Remember(OrderTaxes taxes)
    {
        foreach (var (tax, rate) in taxes.Rates)
        {
            if (!_codes.TryGetValue((tax.Jurisdiction, rate), out var codes))
            {
                _codes.Add((tax.Jurisdiction, rate), codes = new SortedSet<string>(StringComparer.Ordinal));
            }

            codes.Add(tax.Code);
        }

        foreach (var (account, tax) in taxes.Accounts)
        {
            if (!_taxesOf.TryGetValue(account, out var known))
            {
                _taxesOf.Add(account, known = []);
            }

            known.Add(tax);
        }
    }

    private TaxDocument Read(Order order, OrderTaxes taxes, OrderDocument document)
    {
        var name = document.Refund ?? order.Name;
        var ledger = document.Entries.Where(entry => taxAccounts.Contains(entry.Account) && IsInPeriod(entry.PostingDate)).GroupBy(static entry => entry.Account, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => -group.Sum(static entry => entry.Amount), StringComparer.Ordinal);
        var lines = new List<TaxDocumentLine>();
        foreach (var (code, rate, taxed, amount) in BookCurrencyTaxes.Of(document, receivables, ledger.Values, scope, settings).Where(static tax => tax.Amount != 0m))
        {
            var assigned = taxes.Assign(name, rate, new Money(taxed, scope.BookCurrency), new Money(amount, scope.BookCurrency));
            lines.AddRange(assigned.Count == 0
                ? [new TaxDocumentLine(null, code, rate, taxed, amount)]
                : assigned.Where(static part => part.Amount != 0m).Select(part => new TaxDocumentLine(part.Tax, code, rate, part.Taxed, part.Amount)));
        }

        return new TaxDocument(name, taxes, lines, ledger);
    }

    /// <summary>
    /// The ledger's tax of a document under the names of the document's taxes, by the accounts that the map leads them to. What an account has more or less than the document
    /// says stays with its largest tax; an account that none of them leads to has a name of its own.
    /// </summary>
    private IEnumerable<BookedTaxLine> InLedger(TaxDocument document, Func<string, JurisdictionTax, bool> leads)
    {
        var amounts = document.Lines.GroupBy(static line => line.Tax.GetValueOrDefault()).Select(static group => (Tax: group.Key, Amount: group.Sum(static line => line.Amount))).ToList();
        foreach (var (account, inLedger) in document.Ledger.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var own = amounts.FindAll(amount => leads(account, amount.Tax));
            if (own.Count == 0)
            {
                yield return Line(document.Name, TaxOf(account), inLedger);
                continue;
            }

            var rest = inLedger - own.Sum(static amount => amount.Amount);
            var largest = own.MaxBy(static amount => Math.Abs(amount.Amount)).Tax;
            foreach (var (tax, amount) in own)
            {
                yield return Line(document.Name, tax, tax == largest ? amount + rest : amount);
            }
        }
    }

    /// <summary>
    /// What the order's journals of the period charge, without what the ERP may still post in time. Nothing waits when all of its documents agree with all of its journals: a
    /// refund that came before an invoice is taken off the invoice by the ERP and credited by a journal here, so single documents need not agree.
    /// </summary>
    private IEnumerable<ShopTaxLine> Charged(Order order, ExpectedOrderBooks books, List<TaxDocument> posted)
    {
        var all = books.Journals.Where(journal => IsInPeriod(journal.PostingDate) && journal.TaxEntries.Count > 0).OrderBy(static journal => journal.PostingDate).ToList();
        var isWhole = Math.Abs(Difference(books, all, posted)) <= JournalRoundings.Tolerance(all, scope, settings);
        foreach (var document in all.GroupBy(journal => OrderTaxes.DocumentOf(order, journal), StringComparer.Ordinal))
        {
            List<JournalEntry> journals = [.. document];
            var waiting = isWhole ? 0 : Waiting(books, journals, posted.FindAll(found => found.Name == document.Key), document.Key == order.Name);
            foreach (var line in journals.SkipLast(waiting).SelectMany(journal => Charged(order, books, journal, document.Key)))
            {
                yield return line;
            }
        }
    }

    /// <summary>Tax on documents less the tax of journals.</summary>
    private static decimal Difference(ExpectedOrderBooks books, List<JournalEntry> journals, List<TaxDocument> posted) =>
        posted.Sum(static document => document.Lines.Sum(static line => line.Amount)) - journals.Sum(journal => TaxIn(books, journal));

    private static decimal TaxIn(ExpectedOrderBooks books, JournalEntry journal) => Taxes(books, journal).Sum(static posting => -posting.Line.Amount);

    /// <summary>How many of the latest journals of a document the ERP lacks and may still post in time.</summary>
    private int Waiting(ExpectedOrderBooks books, List<JournalEntry> journals, List<TaxDocument> posted, bool isSale)
    {
        var expected = journals.ConvertAll(journal => (journal.PostingDate, Amount: TaxIn(books, journal)));
        var difference = Difference(books, journals, posted);
        var tolerance = JournalRoundings.Tolerance(journals, scope, settings);
        var waiting = Math.Abs(difference) <= tolerance
            ? 0
            : UnderWay.Count(expected, difference, tolerance, UnderWay.Since(scope, isSale ? settings.Deadlines.Invoice : settings.Deadlines.CreditMemo));
        return waiting <= journals.Count - posted.Count ? waiting : 0;
    }

    private IEnumerable<ShopTaxLine> Charged(Order order, ExpectedOrderBooks books, JournalEntry journal, string document)
    {
        var debits = journal.Lines.Where(static line => line.TransactionAmount > 0m).ToList();
        var ratio = debits.Sum(static line => line.TransactionAmount) is var inDocument and not 0m ? debits.Sum(static line => line.Amount) / inDocument : 1m;
        decimal Booked(decimal amount) => journal.Currency == scope.BookCurrency ? amount : scope.BookCurrency.Round(amount * ratio);
        ShopTaxLine Line(JurisdictionTax tax, decimal taxed, decimal amount, bool isFacilitated) => new()
        {
            Document = document,
            Jurisdiction = tax.Jurisdiction,
            Code = tax.Code,
            Base = Booked(taxed),
            Amount = amount,
            IsFacilitated = isFacilitated,
            Channel = order.Channel ?? "",
        };

        var bases = journal.TaxEntries.ToLookup(static tax => (new JurisdictionTax(tax.Jurisdiction, tax.TaxCode), tax.IsFacilitator), static tax => tax.Base);
        return Taxes(books, journal).Select(posting => Line(OrderTaxes.TaxOf(posting.Line), bases[(OrderTaxes.TaxOf(posting.Line), false)].Sum(), -posting.Line.Amount, isFacilitated: false))
            .Concat(journal.TaxEntries.Where(static tax => tax.IsFacilitator).Select(tax => Line(new JurisdictionTax(tax.Jurisdiction, tax.TaxCode), tax.Base, Booked(tax.Amount), isFacilitated: true)))
            .Where(static line => line.Amount != 0m);
    }

    /// <summary>The shop's code for a rate where the goods went, when the orders of the run know exactly one; else the ERP's.</summary>
    private JurisdictionTax NameOf(string jurisdiction, decimal rate, string code) =>
        new(jurisdiction, _codes.TryGetValue((jurisdiction, OrderTaxes.Rate(rate)), out var codes) && codes.Count == 1 ? codes.Min! : code);

    /// <summary>The tax of an account, when the orders of the run lead exactly one to it; else the account itself, of no jurisdiction.</summary>
    private JurisdictionTax TaxOf(string account) => _taxesOf.TryGetValue(account, out var taxes) && taxes.Count == 1 ? taxes.First() : new JurisdictionTax("", account);

    private sealed record TaxDocument(string Name, OrderTaxes Taxes, List<TaxDocumentLine> Lines, Dictionary<string, decimal> Ledger);

    private sealed record TaxDocumentLine(JurisdictionTax? Tax, string Code, decimal Rate, decimal Taxed, decimal Amount);
}
