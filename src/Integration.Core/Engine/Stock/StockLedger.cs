using System.Globalization;
using ErpSync.Inventory;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;
using Microsoft.Extensions.Options;

namespace ErpSync.Engine;

/// <summary>
/// Keeps the stored stock ledger in step with what shops and owners say, and reads off it what a shop is told. Both are levels: the entries written are the
/// difference between what a record says and what the ledger holds for it, so that reading a record again, after a crash too, writes nothing.
/// </summary>
internal sealed class StockLedger
{
    private const string CaseKey = "stock-ledger";
    private readonly ISyncStore _store;
    private readonly IStockStore _stock;
    private readonly InventoryOptions _options;
    private readonly IReadOnlyList<StockPublication> _publications;
    private readonly TimeProvider _time;
    private long _compareAt;

    public StockLedger(ISyncStore store, IOptions<InventoryOptions> options, IEnumerable<StockPublication> publications, TimeProvider time)
    {
        _store = store;
        _options = options.Value;
        _publications = [.. publications];
        _time = time;
        var errors = _options.Validate().ToList();
        if (store is not IStockStore)
        {
            errors.Add($"ESY2124: Inventory needs a store that keeps the stock ledger, and {store.GetType().Name} does not. Use one of ErpSync's stores.");
        }

        _stock = errors.Count == 0 ? (IStockStore)store : throw new OptionsValidationException(nameof(InventoryOptions), typeof(InventoryOptions), errors);
    }

    /// <summary>Books what an order claims, ships, gives up and gets back; signals the stock of other shops whose numbers depend on it.</summary>
    public async ValueTask<IReadOnlyList<FollowUp>> BookAsync(string shop, Order order, CancellationToken ct)
    {
        var lines = OrderStock.Of(order, _options.Reservation, shop);
        if (lines.Count == 0)
        {
            return [];
        }

        var prefix = $"order/{shop}/{order.Id}/";
        var skus = lines.Select(static line => line.Sku).Distinct(StringComparer.Ordinal).ToList();
        var (posting, changes) = await BookAsync(
            skus, prefix, prefix, $"order {order.Name}",
            kept => lines.SelectMany(line => line.States.SelectMany(state => Moves(shop, prefix, line, state.State, state.Units - kept.GetValueOrDefault((line.Sku, $"{prefix}{line.Line}/{state.State}"))))),
            ct).ConfigureAwait(false);
        return
        [
            .. from publication in _publications
               where publication.Shop != shop
               from sku in changes.Where(static change => change.Account.EndsWith("/reserved", StringComparison.Ordinal)).Select(static change => change.Sku).Distinct(StringComparer.Ordinal)
               select new FollowUp(FlowNames.Stock(publication.Owner), sku, $"claims:{posting}"),
        ];
    }

    /// <summary>Books the owner's levels and answers with what the shop is told instead: less buffers, less what other shops have claimed.</summary>
    public async ValueTask<IReadOnlyDictionary<string, StockLevel>> PublishableAsync(
        string owner, string shop, IReadOnlyCollection<StockLevel> levels, CancellationToken ct)
    {
        await CompareWhenDueAsync(ct).ConfigureAwait(false);
        await Task.WhenAll(levels.Select(level => BookLevelAsync(owner, level, ct))).ConfigureAwait(false);
        var claims = (await _stock.ReadStockAsync([.. levels.Select(static level => level.Sku)], "claims/", ct).ConfigureAwait(false))
            .Where(balance => balance.Account.EndsWith("/reserved", StringComparison.Ordinal) && balance.Account != $"claims/{shop}/reserved");
        return new PublishableStock(_options).Of(levels, claims);
    }

    private static IEnumerable<StockChange> Moves(string shop, string prefix, OrderStockLine line, string state, decimal units) =>
        units == 0m ? [] : [new StockChange(line.Sku, $"{prefix}{line.Line}/{state}", units), new StockChange(line.Sku, $"claims/{shop}/{state}", units)];

    private async Task BookLevelAsync(string owner, StockLevel level, CancellationToken ct)
    {
        var prefix = $"stock/{owner}/sellable/";
        var wanted = level.Cells.GroupBy(static cell => cell.Location, StringComparer.Ordinal)
            .ToDictionary(cells => prefix + cells.Key, static cells => cells.Sum(static cell => cell.OnHand), StringComparer.Ordinal);
        await BookAsync(
            [level.Sku], prefix, $"{prefix}{level.Sku}/", $"level of {owner}",
            kept => wanted.Keys.Union(kept.Keys.Select(static key => key.Account))
                .Select(account => (Account: account, Units: wanted.GetValueOrDefault(account) - kept.GetValueOrDefault((level.Sku, account))))
                .Where(static change => change.Units != 0m)
                .SelectMany(change => new[]
                {
                    new StockChange(level.Sku, change.Account, change.Units), new StockChange(level.Sku, $"stock/{owner}/variance", -change.Units),
                }),
            ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes the difference to what the ledger holds. The id of a posting is the instant; one that exists already belongs to another difference, or is this
    /// one, whose answer was lost: the ledger is read again and tells.
    /// </summary>
    private async Task<(string? Posting, IReadOnlyList<StockChange> Changes)> BookAsync(
        IReadOnlyList<string> skus, string accounts, string id, string cause,
        Func<IReadOnlyDictionary<(string Sku, string Account), decimal>, IEnumerable<StockChange>> difference, CancellationToken ct)
    {
        (string? Posting, IReadOnlyList<StockChange> Changes) last = (null, []);
        for (var attempt = 0; ; attempt++)
        {
            var kept = await _stock.ReadStockAsync(skus, accounts, ct).ConfigureAwait(false);
            var changes = difference(kept.ToDictionary(static balance => (balance.Sku, balance.Account), static balance => balance.Quantity)).ToList();
            if (changes.Count == 0)
            {
                return last;
            }

            var now = _time.GetUtcNow();
            last = (string.Create(CultureInfo.InvariantCulture, $"{id}{now.UtcTicks}.{attempt}"), changes);
            var result = await _stock.PostStockAsync(new StockPosting { Id = last.Posting!, Cause = cause, At = now, Changes = changes }, ct).ConfigureAwait(false);
            if (result.Outcome == StockPostingOutcome.Posted)
            {
                return last;
            }
        }
    }

    /// <summary>Adds the ledger up from scratch now and then; a balance that is not its sum is a case.</summary>
    private async ValueTask CompareWhenDueAsync(CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        var due = Interlocked.Read(ref _compareAt);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _compareAt, now.Add(_options.CompareInterval).UtcTicks, due) != due)
        {
            return;
        }

        var differences = await _stock.CompareStockAsync(ct).ConfigureAwait(false);
        if (differences.Count == 0)
        {
            await _store.CloseCaseAsync(CaseKey, "The balances are the sums of their entries.", now, ct).ConfigureAwait(false);
            return;
        }

        var first = differences[0];
        await _store.OpenCaseAsync(
            new NewCase
            {
                Key = CaseKey,
                Code = "stock.ledger-differs",
                Message = string.Create(CultureInfo.InvariantCulture, $"{differences.Count} stock balances are not the sums of their entries; the first is {first.Sku} {first.Account}: {first.Kept} kept, {first.Rebuilt} rebuilt."),
                Hint = "Nothing but ErpSync may write its tables. Restore the balances from the entries, then retry.",
                At = now,
            },
            ct).ConfigureAwait(false);
    }
}
