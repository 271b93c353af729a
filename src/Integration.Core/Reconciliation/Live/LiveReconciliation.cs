using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Histories;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Sources;
using ErpSync.Storage;
using Microsoft.Extensions.Options;

namespace ErpSync.Reconciliation.Live;

/// <inheritdoc/>
internal sealed class LiveReconciliation(
    SystemReader systems, ReconciliationOptions options, IOptions<FinanceOptions> finance, IEnumerable<IReconciliationRecords> further, IErpSync erpSync) : IReconciliation
{
    private static readonly ReconciliationSection[] OwnSections =
        [ReconciliationSection.OrderInvoice, ReconciliationSection.PaymentReceipt, ReconciliationSection.RefundDocument, ReconciliationSection.GeneralLedger];

    private readonly AccountLookup _accounts = finance.Value.ToLookup();

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
        var costs = options.CompareCost ? await CostsAsync(ct).ConfigureAwait(false) : options.Histories.UnitCosts;
        var ledger = await LedgerAsync(scope, ct).ConfigureAwait(false);
        scope = scope with { Watermarks = Watermarks(scope, ledger) };
        var sections = OwnSections.Concat(options.CompareStock ? [ReconciliationSection.StockShop] : []).Concat(options.ComparePayouts ? [ReconciliationSection.Payout] : [])
            .Concat(further.SelectMany(static source => source.Sections));
        var session = new ReconciliationSession(scope, sections, options.Settings, matches);
        var subjects = new Dictionary<string, SubjectKey>(StringComparer.Ordinal);
        await AddOrdersAsync(scope, ledger, new OrderBookkeeper(options.Setup!, options.Histories with { UnitCosts = costs }, _accounts), session, subjects, ct).ConfigureAwait(false);
        if (options.CompareStock)
        {
            session.Add(await StockAsync(ct).ConfigureAwait(false));
        }

        if (options.ComparePayouts)
        {
            session.Add(await PayoutsAsync(scope, ct).ConfigureAwait(false));
        }

        foreach (var source in further)
        {
            session.Add(await source.ReadAsync(scope, ct).ConfigureAwait(false));
        }

        var report = session.Complete();
        report = report with { Accounts = [.. report.Accounts.Select(total => total with { Roles = [.. _accounts.RolesOf(total.Account).Select(static role => role.ToString())] })] };
        return new ReconciliationResult(report, Keep(report, subjects));
    }

    public async ValueTask<int> RepairAsync(ReconciliationResult result, string actor, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        var orders = result.Report.Breaks.Where(static item => item.Action == BreakAction.Rerun && item.Status != BreakStatus.AutoResolved)
            .Select(item => result.Subjects.TryGetValue(item.Key, out var subject) ? subject : (SubjectKey?)null).OfType<SubjectKey>().Distinct().ToList();
        foreach (var order in orders)
        {
            await erpSync.SignalAsync(order, actor, ct).ConfigureAwait(false);
        }

        return orders.Count;
    }

    private async Task AddOrdersAsync(
        ReconciliationScope scope, LedgerBook ledger, OrderBookkeeper bookkeeper, ReconciliationSession session, Dictionary<string, SubjectKey> subjects, CancellationToken ct)
    {
        var records = new OrderRecords(scope, ledger, AccountsOf(scope, [AccountRole.AR]), Compared(scope), systems.As<ILedgerNumbers>(options.Erp) is { } numbers ? numbers.PaymentNumber : null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in systems.AllAsync<Order>(options.Shop, EntityNames.Order, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var record in page)
            {
                if (record.Value is { IsTest: false } now && OrderCutOff.At(now, scope.AsOf) is { } order && seen.Add(record.Id))
                {
                    var slice = records.Of(order, bookkeeper.Of(order));
                    session.Add(slice);
                    Note(new SubjectKey(FlowNames.Orders(options.Shop), record.Id), slice, order, subjects);
                }
                else if (record.Fault is { } fault && seen.Add(record.Id))
                {
                    session.Add(new ReconciliationRecords { Unbooked = [new UnbookedFact(record.Id, fault.Code, fault.Message, fault.Hint ?? "Correct the order in the shop.")] });
                }
            }
        }

        session.Add(new ReconciliationRecords { BookedLedger = [.. ledger.Rest().Where(rest => records.IsCompared(rest.Entry)).Select(static rest => OrderRecords.Amount(rest.Order, rest.Entry))] });
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

    private static Dictionary<string, SubjectKey> Keep(ReconciliationReport report, Dictionary<string, SubjectKey> subjects) =>
        report.Breaks.Select(static item => item.Key).Distinct(StringComparer.Ordinal).Where(subjects.ContainsKey).ToDictionary(static key => key, key => subjects[key], StringComparer.Ordinal);

    private async Task<LedgerBook> LedgerAsync(ReconciliationScope scope, CancellationToken ct)
    {
        var ledger = new LedgerBook(scope, options.ExternalNumberPrefix);
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

    private async Task<IReadOnlyDictionary<string, decimal>> CostsAsync(CancellationToken ct)
    {
        var costs = new Dictionary<string, decimal>(options.Histories.UnitCosts, StringComparer.OrdinalIgnoreCase);
        await foreach (var page in systems.AllAsync<Item>(options.Erp, EntityNames.Item, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var item in page.Select(static record => record.Value).OfType<Item>().Where(static item => item.UnitCost is not null))
            {
                costs[item.Sku] = item.UnitCost.GetValueOrDefault();
            }
        }

        return costs;
    }

    private async Task<ReconciliationRecords> StockAsync(CancellationToken ct)
    {
        var erp = await LevelsAsync(options.Erp, ct).ConfigureAwait(false);
        var shop = await LevelsAsync(options.Shop, ct).ConfigureAwait(false);
        return new ReconciliationRecords
        {
            Stock = [.. shop.Where(cell => erp.ContainsKey(cell.Key)).Select(cell => new Records.StockBalance { Sku = cell.Key, Location = "", Wms = erp[cell.Key], Erp = erp[cell.Key], Shop = cell.Value })],
        };
    }

    /// <summary>Payouts that were issued by the cut-off; one that changed while it was read counts as it was last.</summary>
    private async Task<ReconciliationRecords> PayoutsAsync(ReconciliationScope scope, CancellationToken ct)
    {
        var payouts = new SortedDictionary<string, Payout>(StringComparer.Ordinal);
        await foreach (var page in systems.AllAsync<Payout>(options.Shop, EntityNames.Payout, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var payout in page.Select(static record => record.Value).OfType<Payout>().Where(payout => payout.IssuedAt <= scope.AsOf))
            {
                payouts[payout.Id] = payout;
            }
        }

        return SettlementRecords.Of(payouts.Values, scope.TimeZone);
    }

    private async Task<SortedDictionary<string, decimal>> LevelsAsync(string connection, CancellationToken ct)
    {
        var levels = new SortedDictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        await foreach (var page in systems.AllAsync<StockLevel>(connection, EntityNames.StockLevel, new ReadRequest(), ct).ConfigureAwait(false))
        {
            foreach (var level in page.Select(static record => record.Value).OfType<StockLevel>())
            {
                levels[level.Sku] = level.Cells.Sum(static cell => cell.OnHand);
            }
        }

        return levels;
    }

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
