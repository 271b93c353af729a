namespace ErpSync.Inventory;

/// <summary>Gives reserved units their locations.</summary>
internal sealed class AllocationSteps(BookState state, ClaimDesk desk, ClaimRelease release)
{
    public InventoryResult Allocate(InventoryEvent.AllocationRequested asked, OrderBook order)
    {
        var policy = asked.Policy ?? state.Policies.Allocation;
        if (policy.Strategy.LeftToErp)
        {
            AwaitErp(order);
            return new InventoryResult(InventoryOutcome.AwaitingErp);
        }

        var claims = order.Lines.Values.SelectMany(static line => line.Claims).Where(static claim => claim.Reserved > 0m).ToList();
        claims.ForEach(DropPins);
        var plan = Allocator.Plan(
            claims.ConvertAll(claim => new AllocationLine(Key(claim), claim.Sku.Sku, claim.Reserved, state.Item(claim.Sku.Sku).Scale)),
            state.Places.Candidates(order.Pool), policy, AllocatableAt);
        foreach (var claim in claims)
        {
            foreach (var (location, quantity) in plan.Placed.GetValueOrDefault(Key(claim)) ?? new Dictionary<string, decimal>())
            {
                state.Ledger.Claim(claim, StockAccountKind.Reserved, StockAccountKind.Allocated, quantity, "", location);
            }
        }

        foreach (var claim in claims)
        {
            PinAgain(claim, claim.Of(StockAccountKind.Reserved));
        }

        return new InventoryResult(plan.Outcome) { Allocation = plan };
    }

    public AllocationPlan Plan(IReadOnlyList<ClaimLine> lines, string pool, AllocationPolicy policy)
    {
        var wanted = lines.OrderBy(static line => line.Line).SelectMany(line =>
        {
            var quantity = desk.BaseQuantity(line) ?? throw new ArgumentException($"{line.Sku} has no unit '{line.Unit}'.", nameof(lines));
            return state.Recipe(line.Sku) is { } recipe
                ? recipe.OrderBy(static part => part.Key, StringComparer.Ordinal)
                    .Select(part => new AllocationLine(FormattableString.Invariant($"{line.Line}/{part.Key}"), part.Key, quantity * part.Value, state.Item(part.Key).Scale))
                : [new AllocationLine(FormattableString.Invariant($"{line.Line}"), line.Sku, quantity, state.Item(line.Sku).Scale)];
        });
        return Allocator.Plan([.. wanted], state.Places.Candidates(pool), policy, AllocatableAt);
    }

    public InventoryResult Reallocate(InventoryEvent.Reallocated moved, OrderBook order)
    {
        var line = order.Line(moved.Line);
        if (line is null || moved.Quantity <= 0m || moved.From == moved.To || line.Claims.Any(claim =>
            claim.Of(StockAccountKind.Allocated, moved.From) < moved.Quantity * line.Per(claim)
            || claim.Sku.Cell(moved.To).Allocatable < moved.Quantity * line.Per(claim)))
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        foreach (var claim in line.Claims)
        {
            state.Ledger.Claim(claim, StockAccountKind.Allocated, StockAccountKind.Allocated, moved.Quantity * line.Per(claim), moved.From, moved.To);
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult ErpAllocated(InventoryEvent.ErpAllocated answer, OrderBook order)
    {
        if (order.Line(answer.Line) is not { } line)
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        order.AllocationAskedAt = null;
        foreach (var claim in line.Claims)
        {
            foreach (var (location, quantity) in answer.Allocations.OrderBy(entry => entry.Key, state.Places))
            {
                TakeReserved(claim, quantity * line.Per(claim), location, StockAccountKind.Allocated, location);
            }

            TakeReserved(claim, answer.Backordered * line.Per(claim), "", StockAccountKind.BackorderedByErp, "");
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    /// <summary>
    /// After stock turned out to be less: the least urgent unpicked allocations of a cell that owes more than it has look for another place; what
    /// finds none is reserved at the pool.
    /// </summary>
    public void Shrink(SkuBook sku)
    {
        if (state.Policies.OnShrink != ShrinkPolicy.Reallocate)
        {
            return;
        }

        foreach (var cell in sku.Cells.Values.OrderBy(static cell => cell.Location, state.Places).Where(static cell => cell.Deficit > 0m).ToList())
        {
            var freed = new List<(ClaimBook Claim, decimal Quantity)>();
            foreach (var claim in Backlog.InOrder(sku.Active.Where(claim => claim.Of(StockAccountKind.Allocated, cell.Location) > 0m)).Reverse().ToList())
            {
                var given = Math.Min(cell.Deficit, claim.Of(StockAccountKind.Allocated, cell.Location));
                if (given > 0m)
                {
                    state.Ledger.Claim(claim, StockAccountKind.Allocated, StockAccountKind.Reserved, given, cell.Location);
                    freed.Add((claim, given));
                }
            }

            foreach (var (claim, quantity) in freed.AsEnumerable().Reverse())
            {
                PlaceAgain(claim, quantity);
            }
        }
    }

    private static decimal AllocatableAt(SkuBook sku, string location) => sku.Cell(location).Allocatable;

    private decimal AllocatableAt(string sku, string location) => state.FindSku(sku) is { } book && book.Cells.TryGetValue(location, out var cell) ? cell.Allocatable : 0m;

    private static string Key(ClaimBook claim) =>
        claim.Line.IsKit ? FormattableString.Invariant($"{claim.Line.Number}/{claim.Sku.Sku}") : FormattableString.Invariant($"{claim.Line.Number}");

    private void DropPins(ClaimBook claim)
    {
        foreach (var (location, quantity) in claim.Located(StockAccountKind.Reserved))
        {
            state.Ledger.Claim(claim, StockAccountKind.Reserved, StockAccountKind.Reserved, quantity, location);
        }
    }

    private void PinAgain(ClaimBook claim, decimal quantity)
    {
        if (quantity > 0m && state.Places.IsShared(claim.Owner.Pool))
        {
            desk.Pin(claim, StockAccountKind.Reserved, StockAccountKind.Reserved, quantity, AllocatableAt);
        }
    }

    private void PlaceAgain(ClaimBook claim, decimal quantity)
    {
        var left = quantity;
        foreach (var candidate in state.Places.Candidates(claim.Owner.Pool))
        {
            var given = Math.Min(left, AllocatableAt(claim.Sku, candidate.Code));
            state.Ledger.Claim(claim, StockAccountKind.Reserved, StockAccountKind.Allocated, given, "", candidate.Code);
            left -= given;
        }

        PinAgain(claim, left);
    }

    /// <summary>Moves reserved units, those pinned to a place first, then those without, then the worst; for a place also what the ERP backordered.</summary>
    private void TakeReserved(ClaimBook claim, decimal quantity, string pin, StockAccountKind to, string toLocation)
    {
        var left = quantity;
        void Take(StockAccountKind kind, string location)
        {
            var given = Math.Min(left, claim.Of(kind, location));
            state.Ledger.Claim(claim, kind, to, given, location, toLocation);
            left -= given;
        }

        if (pin.Length > 0)
        {
            Take(StockAccountKind.Reserved, pin);
        }

        Take(StockAccountKind.Reserved, "");
        foreach (var location in release.WorstFirst(claim, StockAccountKind.Reserved))
        {
            Take(StockAccountKind.Reserved, location);
        }

        if (to == StockAccountKind.Allocated)
        {
            Take(StockAccountKind.BackorderedByErp, "");
        }
    }

    private void AwaitErp(OrderBook order)
    {
        if (order.AllocationAskedAt is not null || state.Policies.AllocationAckTimeout is not { } timeout)
        {
            return;
        }

        var asked = state.Now;
        order.AllocationAskedAt = asked;
        state.Timers.Set(asked + timeout, TimerKind.AllocationAck, _ =>
        {
            if (order.AllocationAskedAt == asked && order.Lines.Values.SelectMany(static line => line.Claims).Any(static claim => claim.Reserved > 0m))
            {
                state.Raise(new StockIssue(StockIssueCodes.AllocationAckTimeout) { Order = order.Id });
            }
        });
    }
}
