namespace ErpSync.Inventory;

/// <summary>What can be promised: the formulas of available-to-promise, all in one place.</summary>
internal sealed class Availability(BookState state)
{
    /// <summary>Units of a cell nobody claims, after its buffer.</summary>
    public decimal FreeAt(SkuBook sku, string location) => Free(sku, location, buffered: true);

    /// <summary>Units of a cell nobody claims.</summary>
    public static decimal AllocatableAt(SkuBook sku, string location) => sku.Cell(location).Allocatable;

    /// <summary>Available to promise in a pool. Buffers pull it down to zero at most; less than zero means that claims exceed stock.</summary>
    public decimal Atp(string sku, string pool)
    {
        var kit = state.Item(sku).Kit;
        if (kit is null)
        {
            return OwnAtp(state.Sku(sku), pool);
        }

        if (!kit.Stocked)
        {
            return Assembled(kit, pool);
        }

        var own = OwnAtp(state.Sku(sku), pool);
        return kit.AssembleToOrder ? Math.Max(0m, own) + Assembled(kit, pool) : own;
    }

    /// <summary>The same for the SKU itself, whatever could be assembled.</summary>
    public decimal OwnAtp(SkuBook sku, string pool) => Math.Max(Raw(sku, pool, buffered: true), Math.Min(0m, Raw(sku, pool, buffered: false)));

    /// <summary>Available to promise with receipts that are expected in time, less the backlog.</summary>
    public decimal AtpPlus(SkuBook sku, string pool, int days)
    {
        var until = state.Now.AddDays(days);
        var incoming = state.Places.Enabled(pool)
            .Where(location => sku.Cells.TryGetValue(location, out var cell) && cell.Base?.Snapshot.Kind != SnapshotKind.Projected)
            .Sum(location => sku.Cells[location].Receipts.Where(receipt => receipt.ExpectedAt <= until).Sum(receipt => receipt.Quantity));
        return OwnAtp(sku, pool) + incoming - sku.Backordered(pool);
    }

    /// <summary>Most units a channel may claim now.</summary>
    public decimal Limit(SkuBook sku, string pool, string? channel) => ChannelBase(sku, pool, channel, Math.Max(0m, OwnAtp(sku, pool)));

    /// <summary>A channel's share of a pool's figure: quotas are served first, in order; everybody else has what they leave.</summary>
    public decimal ChannelBase(SkuBook sku, string pool, string? channel, decimal atp)
    {
        var left = atp;
        foreach (var (name, quota) in QuotaChannels(pool))
        {
            var share = Math.Min(Math.Max(0m, quota - Used(sku, name)), left);
            if (name == channel)
            {
                return share;
            }

            left -= share;
        }

        return left;
    }

    /// <summary>Channels of a pool with units set apart, in the order in which they are served.</summary>
    public IEnumerable<(string Name, decimal Quota)> QuotaChannels(string pool) =>
        state.Setup.Channels
            .Where(channel => channel.Value.Pool == pool && Quota(channel.Value) is not null)
            .OrderBy(channel => channel.Value.Priority).ThenBy(channel => channel.Key, StringComparer.Ordinal)
            .Select(channel => (channel.Key, Quota(channel.Value)!.Value));

    /// <summary>Units of a quota that are taken; what is released comes back, returns do not.</summary>
    public static decimal Used(SkuBook sku, string channel) =>
        sku.InChannel(channel, StockAccountKind.Held) + sku.InChannel(channel, StockAccountKind.Reserved)
        + sku.InChannel(channel, StockAccountKind.Allocated) + sku.InChannel(channel, StockAccountKind.Picked)
        + sku.InChannel(channel, StockAccountKind.Consumed);

    public static decimal? Quota(SalesChannel channel) => channel.Rules.Select(static rule => rule.Quota).FirstOrDefault(static quota => quota is not null);

    /// <summary>Units that may still be backordered; null for no limit.</summary>
    public decimal? Headroom(SkuBook sku, string pool)
    {
        var policy = state.Backorder(sku.Sku);
        return policy.Kind switch
        {
            BackorderKind.Deny => 0m,
            BackorderKind.AllowLimit => Math.Max(0m, policy.Limit - sku.Backordered(pool)),
            _ => null,
        };
    }

    /// <summary>The preorder policy of an item that is not released yet, or null.</summary>
    public PreorderPolicy? Preorder(string sku) =>
        state.Policies.Preorders.TryGetValue(sku, out var policy) && state.FindSku(sku)?.PreorderReleased != true && !(policy.ReleaseAt <= state.Now) ? policy : null;

    /// <summary>Units a channel may still preorder; null for no limit.</summary>
    public decimal? PreorderLeft(SkuBook sku, string? channel)
    {
        if (!state.Policies.Preorders.TryGetValue(sku.Sku, out var policy))
        {
            return 0m;
        }

        var taken = state.PreordersTaken.GetValueOrDefault(sku.Sku);
        decimal? left = null;
        if (policy.GlobalLimit is { } global)
        {
            left = global - sku.Active.Sum(static claim => claim.Preordered) - (taken?.Values.Sum() ?? 0m);
        }

        if (channel is not null && policy.ChannelLimits.TryGetValue(channel, out var limit))
        {
            var own = limit - sku.InChannel(channel, StockAccountKind.Preordered) - (taken?.GetValueOrDefault(channel) ?? 0m);
            left = left is null ? own : Math.Min(left.Value, own);
        }

        return left is { } value ? Math.Max(0m, value) : null;
    }

    private decimal Assembled(StockKit kit, string pool) =>
        kit.Components.Count == 0 ? 0m : kit.Components.Min(part => StockQuantity.Times(Math.Max(0m, OwnAtp(state.Sku(part.Key), pool)), part.Value));

    private decimal Raw(SkuBook sku, string pool, bool buffered)
    {
        var (free, deficit, onHand) = (0m, 0m, 0m);
        foreach (var location in state.Places.Enabled(pool))
        {
            free += Free(sku, location, buffered);
            if (sku.Cells.TryGetValue(location, out var cell))
            {
                deficit += cell.Deficit;
                onHand += cell.OnHand;
            }
        }

        var poolBuffer = buffered ? Keep(state.Setup.Pools.GetValueOrDefault(pool)?.Buffer, onHand, sku.Sku) : 0m;
        return free - sku.Unpinned(pool) - poolBuffer - (state.Policies.Deficits == DeficitMode.Pool ? deficit : 0m) - InFlight(sku, pool);
    }

    private decimal Free(SkuBook sku, string location, bool buffered)
    {
        if (!sku.Cells.TryGetValue(location, out var cell))
        {
            return 0m;
        }

        var buffer = buffered
            ? Keep(state.Setup.Buffers.GetValueOrDefault(new CellKey(sku.Sku, location)) ?? state.Setup.DefaultBuffer, cell.OnHand, sku.Sku)
            : 0m;
        return Math.Max(0m, cell.Sellable - cell.Allocated - cell.Pinned - buffer);
    }

    private decimal Keep(IStockBuffer? buffer, decimal onHand, string sku) =>
        buffer is null ? 0m : Math.Max(0m, StockQuantity.Ceiling(buffer.Keep(onHand), state.Item(sku).Scale));

    /// <summary>Units left to the ERP that its figures cannot contain yet.</summary>
    private decimal InFlight(SkuBook sku, string pool) =>
        !state.Policies.NetInFlight || !state.Policies.Reservation.LeftToErp || sku.InPool(pool, StockAccountKind.InFlight) == 0m
            ? 0m
            : sku.Active.Where(claim => claim.Owner.Pool == pool && claim.InFlight > 0m && !NettedInPool(claim)).Sum(static claim => claim.InFlight);

    private bool NettedInPool(ClaimBook claim) =>
        state.Places.Ranked(claim.Owner.Pool).Any(location =>
            claim.Sku.Cells.TryGetValue(location, out var cell) && cell.Base is { IsOnHand: false } snapshot && snapshot.Covers(claim.Line));
}
