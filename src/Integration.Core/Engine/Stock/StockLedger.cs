using System.Globalization;
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
    private readonly OrderClaims _claims;
    private readonly LevelBook _levels;
    private readonly PublishableStock _figures;
    private readonly TimeProvider _time;
    private long _compareAt;

    public StockLedger(ISyncStore store, IOptions<InventoryOptions> options, IEnumerable<StockPublication> publications, StockSpelling spelling, TimeProvider time)
    {
        _store = store;
        _options = options.Value;
        _time = time;
        IReadOnlyList<StockPublication> told = [.. publications];
        Kits = new KitLines(_options, spelling);
        List<string> errors = [.. _options.Validate(), .. KitRecipe.Validate(Kits.Recipes)];
        errors.AddRange(_options.Channels.Keys.Where(shop => told.All(publication => publication.Shop != shop)).Order(StringComparer.Ordinal)
            .Select(shop => $"ESY2127: Inventory.Channel('{shop}') has rules, but no stock is published there. Add SyncStock(from: …, to: \"{shop}\"), or correct the id."));
        if (_options.ClaimFloor is not null)
        {
            errors.AddRange(told.GroupBy(static publication => publication.Shop, StringComparer.Ordinal)
                .Where(static shop => shop.Select(static publication => publication.Owner).Distinct(StringComparer.Ordinal).Count() > 1)
                .Select(shop => $"ESY2128: Inventory.Backorders is {_options.Backorder.Kind}, but '{shop.Key}' sells the stock of {string.Join(" and ", shop.Select(static one => one.Owner))}; a claim is checked against one owner. Use AllowUnlimited, or one owner."));
        }

        if (store is not IStockStore)
        {
            errors.Add($"ESY2124: Inventory needs a store that keeps the stock ledger, and {store.GetType().Name} does not. Use one of ErpSync's stores.");
        }

        _stock = errors.Count == 0 ? (IStockStore)store : throw new OptionsValidationException(nameof(InventoryOptions), typeof(InventoryOptions), errors);
        _claims = new OrderClaims(_stock, _options, Kits, told, time);
        _figures = new PublishableStock(_options, spelling);
        _levels = new LevelBook(_stock, _figures, time);
    }

    /// <summary>Kits and what they consist of.</summary>
    public KitLines Kits { get; }

    /// <summary>Books what an order claims, ships, gives up and gets back; signals the stock of shops whose numbers depend on it.</summary>
    public ValueTask<OrderBooking> BookAsync(string shop, Order order, LaneGrant lane, CancellationToken ct) => _claims.BookAsync(shop, order, lane, ct);

    /// <summary>
    /// SKUs that orders want to claim under a bound while no level was ever booked for them: their stock is not nought, it is not known. Null when all is known.
    /// </summary>
    public async ValueTask<UnreadStock?> UnreadAsync(string shop, IEnumerable<Order> orders, CancellationToken ct)
    {
        if (_options.ClaimFloor is null || _claims.OwnerOf(shop) is not { } owner)
        {
            return null;
        }

        var skus = orders.SelectMany(order => Kits.Of(order, shop)).Where(static line => line is { Reserved: > 0m, Role: not StockLineRole.Kit })
            .Select(static line => line.Sku).Distinct(StringComparer.Ordinal).ToList();
        if (skus.Count == 0)
        {
            return null;
        }

        var read = (await _stock.ReadStockAsync(skus, StockAccounts.Revision(owner), ct).ConfigureAwait(false)).Select(static balance => balance.Sku).ToHashSet(StringComparer.Ordinal);
        skus.RemoveAll(read.Contains);
        return skus.Count == 0 ? null : new UnreadStock(owner, skus);
    }

    /// <summary>Books levels that were read because orders wanted them.</summary>
    public Task BookLevelsAsync(string owner, IReadOnlyCollection<LevelReading> readings, CancellationToken ct) => _levels.BookAsync(owner, readings, StockMark.None, ct);

    /// <summary>What the ledger holds before levels are read; the reading that follows is booked against it.</summary>
    public async ValueTask<StockMark> MarkAsync(string owner, IReadOnlyList<string> skus, CancellationToken ct)
    {
        var issued = await _stock.ReadStockAsync(skus, StockAccounts.Issued(owner), ct).ConfigureAwait(false);
        var claims = await ClaimsAsync(skus, ct).ConfigureAwait(false);
        var bySku = issued.ToDictionary(static balance => balance.Sku, static balance => balance.Quantity, StringComparer.Ordinal);
        return new StockMark(skus.Distinct(StringComparer.Ordinal).ToDictionary(static sku => sku, sku => bySku.GetValueOrDefault(sku), StringComparer.Ordinal), claims);
    }

    /// <summary>Books the owner's levels and answers with what the shop is told instead: less buffers, channel rules and what other shops have claimed.</summary>
    public async ValueTask<IReadOnlyDictionary<string, ToldStock>> PublishableAsync(
        string owner, string shop, IReadOnlyCollection<LevelReading> readings, StockMark mark, CancellationToken ct)
    {
        await CompareWhenDueAsync(ct).ConfigureAwait(false);
        await _levels.BookAsync(owner, readings, mark, ct).ConfigureAwait(false);
        IReadOnlyCollection<StockLevel> levels = [.. readings.Select(static reading => reading.Level)];
        return _figures.Of(shop, levels, await ClaimsAsync([.. levels.Select(static level => level.Sku)], mark, ct).ConfigureAwait(false));
    }

    /// <summary>What a shop is told of a kit, from the owner's levels of its components.</summary>
    public async ValueTask<ToldStock> PublishableAsync(string shop, KitRecipe kit, IReadOnlyCollection<StockLevel> components, StockMark mark, CancellationToken ct) =>
        _figures.OfKit(shop, kit, components, await ClaimsAsync([kit.Sku, .. kit.Components.Keys], mark, ct).ConfigureAwait(false));

    /// <summary>A claim that was consumed while the level was read may still be in the level: what was claimed before or after counts, whichever is more.</summary>
    private async ValueTask<IReadOnlyCollection<StockBalance>> ClaimsAsync(IReadOnlyList<string> skus, StockMark mark, CancellationToken ct)
    {
        var wanted = skus.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await ClaimsAsync(skus, ct).ConfigureAwait(false)).Concat(mark.Claims.Where(claim => wanted.Contains(claim.Sku)))
                .GroupBy(static claim => (claim.Sku, claim.Account)).Select(static both => both.MaxBy(static claim => claim.Quantity)!),
        ];
    }

    private async ValueTask<IReadOnlyList<StockBalance>> ClaimsAsync(IReadOnlyList<string> skus, CancellationToken ct) =>
        [.. (await _stock.ReadStockAsync(skus, StockAccounts.Claims, ct).ConfigureAwait(false))
            .Where(static balance => balance.Account.EndsWith(StockAccounts.Reserved, StringComparison.Ordinal))];

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
