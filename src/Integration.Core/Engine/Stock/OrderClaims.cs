using System.Globalization;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>
/// Books what orders claim, ship, give up and get back: the difference between what an order says and what the ledger holds for it. Where the policy bounds claims,
/// checking and claiming a whole order is one posting.
/// </summary>
internal sealed class OrderClaims(IStockStore stock, InventoryOptions options, KitLines kits, IReadOnlyList<StockPublication> publications, TimeProvider time)
{
    public async ValueTask<OrderBooking> BookAsync(string shop, Order order, LaneGrant lane, CancellationToken ct)
    {
        var lines = kits.Of(order, shop);
        if (lines.Count == 0)
        {
            return OrderBooking.Nothing;
        }

        var owner = OwnerOf(shop);
        var prefix = StockAccounts.Order(shop, order.Id);
        var skus = lines.Select(static line => line.Sku).Distinct(StringComparer.Ordinal).ToList();
        IReadOnlyList<StockShortage> shortages = [];
        for (var attempt = 0; ; attempt++)
        {
            var kept = (await stock.ReadStockAsync(skus, prefix, ct).ConfigureAwait(false))
                .ToDictionary(static balance => (balance.Sku, balance.Account), static balance => balance.Quantity);
            var moves = lines.Select(line => new LineMove(line, state => kept.GetValueOrDefault((line.Sku, $"{prefix}{line.Line}/{state}")), shortages.Count > 0)).ToList();
            List<StockChange> changes = [.. moves.SelectMany(move => move.Changes(shop, prefix)), .. owner is null ? [] : Promises(owner, moves)];
            if (changes.Count == 0)
            {
                return new OrderBooking(FollowUps(shop, order, owner, prefix, moves), Refusals(moves, shortages));
            }

            // The id is the instant: one that exists already belongs to another difference, or is this one, whose answer was lost. Reading again tells.
            var now = time.GetUtcNow();
            var posting = string.Create(CultureInfo.InvariantCulture, $"{prefix}{now.UtcTicks}.{attempt}");
            var result = await stock.PostStockAsync(new StockPosting { Id = posting, Cause = $"order {order.Name}", At = now, Lane = lane, Changes = changes }, ct).ConfigureAwait(false);
            if (result.Outcome == StockPostingOutcome.Posted)
            {
                return new OrderBooking(FollowUps(shop, order, owner, prefix, moves), Refusals(moves, shortages));
            }

            if (result.Outcome == StockPostingOutcome.Fenced)
            {
                // Whoever works on the order now reads it afresh and books that.
                return OrderBooking.Nothing;
            }

            shortages = result.Outcome == StockPostingOutcome.Refused ? result.Shortages : shortages;
        }
    }

    /// <summary>The system whose stock a shop sells: the one it is told from, or the only one that is told of at all.</summary>
    public string? OwnerOf(string shop) =>
        publications.FirstOrDefault(publication => publication.Shop == shop)?.Owner
        ?? (publications.Select(static publication => publication.Owner).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null);

    private IEnumerable<StockChange> Promises(string owner, IReadOnlyList<LineMove> moves)
    {
        foreach (var sku in moves.GroupBy(static move => move.Line.Sku, StringComparer.Ordinal))
        {
            if (sku.Sum(static move => move.Issued) is not 0m and var issued)
            {
                yield return new StockChange(sku.Key, StockAccounts.Issued(owner), issued);
            }

            if (sku.Sum(static move => move.Free) is not 0m and var free)
            {
                yield return new StockChange(sku.Key, StockAccounts.Free(owner), free, free < 0m ? options.ClaimFloor : null);
            }
        }
    }

    /// <summary>
    /// Stock that depends on what the order holds now. They are named after that and given at every reading: a plan that was lost with them is made again, and one
    /// that was not changes nothing.
    /// </summary>
    private List<FollowUp> FollowUps(string shop, Order order, string? owner, string prefix, IReadOnlyList<LineMove> moves)
    {
        // An undone fulfilment brings back what was claimed before: that is news, too.
        var undone = order.Fulfilments.Count(static fulfilment => !fulfilment.Succeeded) is > 0 and var count ? string.Create(CultureInfo.InvariantCulture, $"/{count}") : "";
        return
        [
            .. from publication in publications
               from move in moves
               where move.Concerns && move.Line.Role != StockLineRole.Kit
               from sku in kits.KitsOf(move.Line.Sku).Concat(IsToldAgain(publication, shop, owner, move) ? [move.Line.Sku] : [])
               group move.Line by (publication.Flow, Sku: sku) into told
               select new FollowUp(told.Key.Flow, told.Key.Sku, string.Create(CultureInfo.InvariantCulture,
                   $"claims:{prefix}{told.Sum(static line => line.Reserved - line.Refused)}/{told.Sum(static line => line.Shipped + line.Returned)}/{told.Sum(static line => line.Released)}{undone}")),
        ];
    }

    /// <summary>Other shops sell what is left. The shop itself takes its orders off, but not the components of its kits, and not a level that must be read again.</summary>
    private bool IsToldAgain(StockPublication publication, string shop, string? owner, LineMove move) =>
        publication.Shop != shop || move.Line.Role == StockLineRole.Component || (publication.Owner == owner && options.ClaimFloor is not null && move.HasLeft);

    private static List<StockRefusal> Refusals(IReadOnlyList<LineMove> moves, IReadOnlyList<StockShortage> shortages)
    {
        var missing = shortages.GroupBy(static shortage => shortage.Sku, StringComparer.Ordinal).ToDictionary(static sku => sku.Key, static sku => sku.Max(static one => one.Missing), StringComparer.Ordinal);
        return [.. moves.Where(static move => move.Line.Refused > 0m && move.Line.Role != StockLineRole.Component)
            .Select(move => new StockRefusal(move.Line.Line, move.Line.Sku, move.Line.Refused, move.Line.Role == StockLineRole.Kit ? Kits(move, moves, missing) : missing.GetValueOrDefault(move.Line.Sku)))];
    }

    /// <summary>Kits that were missing: as many as the component that is shortest lacks.</summary>
    private static decimal Kits(LineMove kit, IReadOnlyList<LineMove> moves, Dictionary<string, decimal> missing) => moves
        .Where(move => move.Line.Role == StockLineRole.Component && move.Line.Line == kit.Line.Line && move.Line.Refused > 0m)
        .Select(move => decimal.Ceiling(missing.GetValueOrDefault(move.Line.Sku) * kit.Line.Refused / move.Line.Refused))
        .DefaultIfEmpty().Max();
}
