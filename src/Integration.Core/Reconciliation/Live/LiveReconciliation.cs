using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using ErpSync.Storage;
using Microsoft.Extensions.Options;

namespace ErpSync.Reconciliation.Live;

/// <inheritdoc/>
internal sealed class LiveReconciliation(
    SystemReader systems, ReconciliationOptions options, IOptions<FinanceOptions> finance, IEnumerable<IReconciliationRecords> further, IErpSync erpSync) : IReconciliation
{
    private static readonly ReconciliationSection[] OwnSections =
        [ReconciliationSection.OrderInvoice, ReconciliationSection.PaymentReceipt, ReconciliationSection.RefundDocument, ReconciliationSection.GeneralLedger];

    private static readonly ReconciliationSection[] TaxSections = [ReconciliationSection.Tax, ReconciliationSection.TaxLedger];

    private readonly AccountLookup _accounts = finance.Value.ToLookup();
    private readonly SystemRecords _records = new(systems, options);

    public ReconciliationScope ScopeOf(string period, DateOnly start, DateOnly end, DateTimeOffset asOf) => new()
    {
        Company = options.Setup!.CompanyId,
        BookCurrency = options.Setup.FunctionalCurrency,
        TimeZone = options.Setup.TimeZone,
        Period = period,
        PeriodStart = start,
        PeriodEnd = end,
        AsOf = asOf,
        RulesetVersion = options.RulesetVersion,
    };

    public async ValueTask<ReconciliationResult> RunAsync(ReconciliationScope scope, IMatchSink? matches = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var costs = options.CompareCost ? await _records.CostsAsync(ct).ConfigureAwait(false) : options.Histories.UnitCosts;
        var rolled = AccountsBehind(options.RollForward);
        var ledger = await LedgerAsync(scope, rolled, ct).ConfigureAwait(false);
        scope = scope with { Watermarks = Watermarks(scope, ledger) };
        var session = new ReconciliationSession(scope, Sections(ledger), SettingsFor(ledger), matches);
        var subjects = new Dictionary<string, SubjectKey>(StringComparer.Ordinal);
        var taxes = await AddOrdersAsync(scope, ledger, rolled, new OrderBookkeeper(options.Setup!, options.Histories with { UnitCosts = costs }, _accounts), session, subjects, ct).ConfigureAwait(false);
        if (options.CompareStock)
        {
            session.Add(await _records.StockAsync(ct).ConfigureAwait(false));
        }

        if (options.ComparePayouts)
        {
            session.Add(await _records.PayoutsAsync(scope, ct).ConfigureAwait(false));
        }

        foreach (var source in further)
        {
            session.Add(await source.ReadAsync(scope, ct).ConfigureAwait(false));
        }

        var report = session.Complete();
        report = report with
        {
            Accounts = [.. report.Accounts.Select(total => total with { Roles = [.. _accounts.RolesOf(total.Account).Select(static role => role.ToString())] })],
            Taxes = taxes,
        };
        return new ReconciliationResult(report, Keep(report, subjects));
    }

    public async ValueTask<int> RepairAsync(ReconciliationResult result, string actor, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        var orders = result.Report.Breaks.Where(static item => item.Action == BreakAction.Rerun && item.Status != BreakStatus.AutoResolved)
            .SelectMany(KeysOf).Select(key => result.Subjects.TryGetValue(key, out var subject) ? subject : (SubjectKey?)null).OfType<SubjectKey>().Distinct().ToList();
        foreach (var order in orders)
        {
            await erpSync.SignalAsync(order, actor, ct).ConfigureAwait(false);
        }

        return orders.Count;
    }

    /// <summary>Every document was rounded, so what roundings may explain of a tax grows with their number, as it does in the comparison by account.</summary>
    private ReconciliationSettings SettingsFor(LedgerBook ledger) =>
        options.Settings with { TaxRoundingCap = Math.Max(options.Settings.TaxRoundingCap, options.Settings.RoundingCap * ledger.TaxDocuments) };

    private IEnumerable<ReconciliationSection> Sections(LedgerBook ledger) => OwnSections
        .Concat(options.CompareTax && ledger.KnowsTaxes ? TaxSections : [])
        .Concat(options.RollForward.Count > 0 ? [ReconciliationSection.RollForward] : [])
        .Concat(options.CompareStock ? [ReconciliationSection.StockShop] : [])
        .Concat(options.ComparePayouts ? [ReconciliationSection.Payout] : [])
        .Concat(further.SelectMany(static source => source.Sections));

    /// <summary>What was placed before the sync began was booked in another way, unless the ERP has documents under its name.</summary>
    private bool IsCompared(Order order, LedgerBook ledger) => !(order.CreatedAt < options.OrdersFrom) || ledger.DocumentsOf(order.Name).Any();

    /// <summary>Compares the orders one by one, then what belongs to none of them. Returns the sums of their taxes.</summary>
    private async Task<IReadOnlyList<OutputTaxTotal>> AddOrdersAsync(
        ReconciliationScope scope, LedgerBook ledger, HashSet<string> rolled, OrderBookkeeper bookkeeper, ReconciliationSession session, Dictionary<string, SubjectKey> subjects, CancellationToken ct)
    {
        var receivables = Receivables(scope);
        var records = new OrderRecords(scope, options.Settings, ledger, receivables, Compared(scope), systems.As<ILedgerNumbers>(options.Erp) is { } numbers ? numbers.PaymentNumber : null);
        var taxes = options.CompareTax && ledger.KnowsTaxes ? new TaxBook(scope, options.Settings, AccountsBehind([AccountRole.OutputTax]), receivables) : null;
        var rollForward = new RollForwardBook(scope, options.Settings, rolled);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in systems.AllAsync<Order>(options.Shop, EntityNames.Order, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var record in page)
            {
                if (record.Value is { IsTest: false } now && OrderCutOff.At(now, scope.AsOf) is { } order && IsCompared(order, ledger) && seen.Add(record.Id))
                {
                    var books = bookkeeper.Of(order);
                    var documents = records.Take(order);
                    var slice = records.Of(order, books, documents);
                    rollForward.Add(order.Name, books, documents);
                    session.Add(taxes is null ? slice : taxes.AddTo(slice, order, books, documents));
                    Note(new SubjectKey(FlowNames.Orders(options.Shop), record.Id), slice, order, subjects);
                }
                else if (record.Fault is { } fault && seen.Add(record.Id))
                {
                    session.Add(new ReconciliationRecords { Unbooked = [new UnbookedFact(record.Id, fault.Code, fault.Message, fault.Hint ?? "Correct the order in the shop.")] });
                }
            }
        }

        session.Add(new ReconciliationRecords { BookedLedger = [.. ledger.Rest().Where(rest => records.IsCompared(rest.Entry)).Select(static rest => OrderRecords.Amount(rest.Order, rest.Entry))] });
        if (taxes is not null)
        {
            session.Add(taxes.Rest(ledger));
        }

        session.Add(new ReconciliationRecords { RollForwards = [.. rollForward.Complete(ledger)] });
        return taxes?.Totals ?? [];
    }

    private static void Note(SubjectKey subject, ReconciliationRecords slice, Order order, Dictionary<string, SubjectKey> subjects)
    {
        IEnumerable<string> keys =
        [
            order.Name, .. order.Refunds.Select(static refund => refund.Id), .. order.Payments.Select(static payment => payment.Id),
            .. slice.ExpectedLedger.Select(static item => $"{item.Order}|{item.Account}"), .. slice.BookedLedger.Select(static item => $"{item.Order}|{item.Account}"),
            .. slice.Invoices.Select(static item => item.Id), .. slice.CreditMemos.Select(static item => item.Id), .. slice.Receipts.Select(static item => item.Id),
        ];
        foreach (var key in keys)
        {
            subjects[key] = subject;
        }
    }

    /// <summary>A tax adds up many orders, so its evidence tells which of them; every other break names its order itself.</summary>
    private static IEnumerable<string> KeysOf(ReconciliationBreak item) => item.Section == ReconciliationSection.Tax ? item.Evidence : [item.Key];

    private static Dictionary<string, SubjectKey> Keep(ReconciliationReport report, Dictionary<string, SubjectKey> subjects) =>
        report.Breaks.SelectMany(KeysOf).Distinct(StringComparer.Ordinal).Where(subjects.ContainsKey).ToDictionary(static key => key, key => subjects[key], StringComparer.Ordinal);

    /// <summary>What was posted on receivables before the period is needed to know which documents of an order are older than it.</summary>
    private async Task<LedgerBook> LedgerAsync(ReconciliationScope scope, HashSet<string> rolled, CancellationToken ct)
    {
        var ledger = new LedgerBook(scope, options.ExternalNumberPrefix, new HashSet<string>([.. rolled, .. Receivables(scope)], StringComparer.Ordinal));
        long? upTo = scope.Watermarks.TryGetValue(options.Erp, out var mark) && long.TryParse(mark, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        await foreach (var page in systems.AllAsync<LedgerEntry>(options.Erp, EntityNames.LedgerEntry, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var record in page)
            {
                ledger.Add(record, upTo);
            }
        }

        await foreach (var page in systems.AllAsync<SalesDocumentState>(options.Erp, EntityNames.SalesDocumentState, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var state in page.Select(static record => record.Value).OfType<SalesDocumentState>())
            {
                ledger.Add(state);
            }
        }

        return ledger;
    }

    private Dictionary<string, string> Watermarks(ReconciliationScope scope, LedgerBook ledger)
    {
        var marks = new Dictionary<string, string>(scope.Watermarks, StringComparer.Ordinal);
        marks.TryAdd(options.Erp, ledger.Watermark.ToString(CultureInfo.InvariantCulture));
        marks.TryAdd(options.Shop, scope.AsOf.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        return marks;
    }

    /// <summary>Accounts that any rule leads one of the roles to, whatever its conditions.</summary>
    private HashSet<string> AccountsBehind(ICollection<AccountRole> roles) =>
        new(_accounts.Accounts.Where(account => _accounts.RolesOf(account).Any(roles.Contains)), StringComparer.Ordinal);

    private HashSet<string> Receivables(ReconciliationScope scope) => AccountsOf(scope, [AccountRole.AR]);

    private HashSet<string> AccountsOf(ReconciliationScope scope, IEnumerable<AccountRole> roles) =>
        [.. roles.Select(role => _accounts.Resolve(new AccountQuery { Role = role, PostingDate = scope.PeriodEnd }).Account).OfType<string>()];

    /// <summary>Accounts that any rule names for any role, without those of cost when cost is not compared.</summary>
    private HashSet<string> Compared(ReconciliationScope scope)
    {
        var all = new HashSet<string>(_accounts.Accounts, StringComparer.Ordinal);
        if (!options.CompareCost)
        {
            all.ExceptWith(AccountsOf(scope, [AccountRole.Cogs, AccountRole.Inventory, AccountRole.ReturnAsset, AccountRole.InventoryWriteOff]));
        }

        return all;
    }
}
