namespace ErpSync.Inventory;

/// <summary>Checks and claims: decides a whole batch on one shrinking copy of the supply, then books what was decided.</summary>
internal sealed class ClaimDesk(BookState state, Availability availability)
{
    private const string Whole = "";

    /// <summary>Whether a quantity can be asked for at all.</summary>
    public bool IsValid(ClaimLine line, string? channel) => BaseQuantity(line) is { } quantity && IsValid(line.Sku, quantity, channel);

    /// <summary>The same for a quantity in base units (kits: kits).</summary>
    public bool IsValid(string sku, decimal quantity, string? channel)
    {
        var item = state.Item(sku);
        var fits = StockQuantity.Fits(quantity, item.Kit is { IsVirtual: true } ? 0 : item.Scale);
        return quantity > 0m && fits && (OwnUnit(sku, channel) is not { } unit || quantity % unit == 0m);
    }

    /// <summary>Base units (kits: kits) of a line, or null when its unit is unknown.</summary>
    public decimal? BaseQuantity(ClaimLine line) =>
        line.Unit is null ? line.Quantity : state.Item(line.Sku).Units.TryGetValue(line.Unit, out var size) ? line.Quantity * size : null;

    /// <summary>Base units in one selling unit of a channel.</summary>
    public decimal SellingUnit(string sku, string? channel) => OwnUnit(sku, channel) ?? 1m;

    /// <summary>Whether the item is sold before its release.</summary>
    public bool IsPreorder(string sku) => availability.Preorder(sku) is not null;

    /// <summary>Decides a batch. Nothing is booked.</summary>
    public ClaimDecision Decide(IReadOnlyList<ClaimRequest> requests, string pool, string? channel, bool hold)
    {
        var supplies = new Dictionary<string, Supply>(StringComparer.Ordinal);
        Supply Of(SkuBook sku)
        {
            if (!supplies.TryGetValue(sku.Sku, out var supply))
            {
                supplies.Add(sku.Sku, supply = new Supply(availability, state.Backorder(sku.Sku), sku, pool, channel));
            }

            return supply;
        }

        var lines = requests.OrderBy(static request => request.Line.Number).Select(request => Decide(request, Of, hold)).ToList();
        var refused = lines.Exists(line => line.Rejected > 0m && state.Backorder(line.Line.Sku).Mode == FulfilMode.AllOrNothing);
        return new ClaimDecision(lines, refused, lines.TrueForAll(static line => line.Rejected == 0m) ? null : Reason(lines, requests, pool));
    }

    /// <summary>Books a decision that is not refused.</summary>
    /// <param name="decision">Decision.</param>
    /// <param name="from">Where the units come from: requested, or unclaimed units of an order.</param>
    /// <param name="firm">State of units in stock: held or reserved.</param>
    public void Book(ClaimDecision decision, StockAccountKind from, StockAccountKind firm)
    {
        foreach (var line in decision.Lines)
        {
            foreach (var claim in line.Line.Claims)
            {
                var per = line.Line.Per(claim);
                Pin(claim, from, firm, line.Reserved * per, availability.FreeAt);
                state.Ledger.Claim(claim, from, StockAccountKind.Backordered, line.Backordered * per);
                state.Ledger.Claim(claim, from, StockAccountKind.Preordered, line.Preordered * per);
            }
        }
    }

    /// <summary>Moves units into a state; in a pool that shares a location they are pinned to places as far as these have room.</summary>
    public void Pin(ClaimBook claim, StockAccountKind from, StockAccountKind to, decimal quantity, Func<SkuBook, string, decimal> room)
    {
        var left = quantity;
        if (state.Places.IsShared(claim.Owner.Pool))
        {
            foreach (var location in state.Places.Enabled(claim.Owner.Pool))
            {
                var given = Math.Min(left, room(claim.Sku, location));
                if (given > 0m)
                {
                    state.Ledger.Claim(claim, from, to, given, Whole, location);
                    left -= given;
                }
            }
        }

        state.Ledger.Claim(claim, from, to, left);
    }

    private decimal? OwnUnit(string sku, string? channel) =>
        state.Channel(channel)?.Unit is { } unit && state.Item(sku).Units.TryGetValue(unit, out var size) ? size : null;

    private LineDecision Decide(ClaimRequest request, Func<SkuBook, Supply> supplyOf, bool hold)
    {
        var (line, need) = request;
        if (!line.IsKit && availability.Preorder(line.Sku) is not null)
        {
            var preordered = hold ? 0m : supplyOf(line.Claims[0].Sku).TakePreorder(need);
            return new LineDecision(line, 0m, 0m, preordered, hold ? 0m : need - preordered);
        }

        var lenient = hold && state.Backorder(line.Sku).Kind != BackorderKind.Deny;
        if (line.IsKit)
        {
            var kits = Math.Min(need, line.Least(claim => supplyOf(claim.Sku).Left(lenient)));
            foreach (var claim in line.Claims)
            {
                supplyOf(claim.Sku).Take(kits * line.Per(claim));
            }

            return new LineDecision(line, kits, 0m, 0m, lenient ? 0m : need - kits);
        }

        var supply = supplyOf(line.Claims[0].Sku);
        var reserved = Math.Min(need, supply.Left(lenient));
        supply.Take(reserved);
        var backordered = hold ? 0m : supply.TakeBackorder(need - reserved);
        return new LineDecision(line, reserved, backordered, 0m, lenient ? 0m : need - reserved - backordered);
    }

    private ClaimReason Reason(List<LineDecision> lines, IReadOnlyList<ClaimRequest> requests, string pool)
    {
        if (lines.TrueForAll(line => line.Rejected == 0m || (!line.Line.IsKit && availability.Preorder(line.Line.Sku) is not null)))
        {
            return ClaimReason.PreorderLimit;
        }

        var inPool = requests
            .Where(request => request.Line.IsKit || availability.Preorder(request.Line.Sku) is null)
            .SelectMany(static request => request.Line.Claims.Select(claim => (claim.Sku, Units: request.Quantity * request.Line.Per(claim))))
            .GroupBy(static need => need.Sku)
            .All(need => need.Sum(static each => each.Units) <= Math.Max(0m, availability.OwnAtp(need.Key, pool)));
        return inPool && availability.QuotaChannels(pool).Any() ? ClaimReason.QuotaExceeded : ClaimReason.InsufficientStock;
    }

    /// <summary>What is left of a SKU for the lines of one batch.</summary>
    private sealed class Supply(Availability availability, BackorderPolicy policy, SkuBook sku, string pool, string? channel)
    {
        private decimal _limit = availability.Limit(sku, pool, channel);
        private decimal? _headroom = availability.Headroom(sku, pool);
        private decimal? _withIncoming = policy.Kind == BackorderKind.AllowIncoming ? Math.Max(0m, availability.AtpPlus(sku, pool, policy.Days)) : null;
        private decimal? _preorder = availability.PreorderLeft(sku, channel);

        public decimal Left(bool lenient) => lenient ? _limit : Math.Min(_limit, _withIncoming ?? _limit);

        public void Take(decimal quantity)
        {
            _limit -= quantity;
            _withIncoming -= quantity;
        }

        public decimal TakeBackorder(decimal need)
        {
            var taken = Math.Min(need, Math.Min(_headroom ?? need, _withIncoming ?? need));
            taken = Math.Max(0m, taken);
            _headroom -= taken;
            _withIncoming -= taken;
            return taken;
        }

        public decimal TakePreorder(decimal need)
        {
            var taken = Math.Min(need, _preorder ?? need);
            _preorder -= taken;
            return taken;
        }
    }
}
