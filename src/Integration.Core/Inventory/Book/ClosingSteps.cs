namespace ErpSync.Inventory;

/// <summary>The end of orders: what is stuck, and what is settled.</summary>
internal sealed class ClosingSteps(BookState state)
{
    private static readonly (ClaimState State, Func<ClaimBook, decimal> Units)[] States =
    [
        (ClaimState.Reserved, static claim => claim.Reserved),
        (ClaimState.Allocated, static claim => claim.Unpicked),
        (ClaimState.Picked, static claim => claim.Picked),
        (ClaimState.Backordered, static claim => claim.Backordered),
        (ClaimState.Preordered, static claim => claim.Preordered),
    ];

    public InventoryResult Close(InventoryEvent.OrderClosed closed)
    {
        state.Closed.Add((closed.Order, closed.System));
        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult Compact(string order)
    {
        var settled = IsClosed(order) && !Imbalances(order).Any()
            && (state.Orders.GetValueOrDefault(order)?.Lines.Values.SelectMany(static line => line.Claims).All(static claim => claim.Open == 0m) ?? true);
        if (settled)
        {
            state.ImportedRows.RemoveAll(row => row.Order == order);
        }

        return new InventoryResult(settled ? InventoryOutcome.Compacted : InventoryOutcome.Refused);
    }

    public IReadOnlyList<StuckClaim> Stuck() =>
    [
        .. state.Orders.Values.OrderBy(static order => order.Id, StringComparer.Ordinal).SelectMany(Stuck),
        .. state.Carts.Values.OrderBy(static cart => cart.Id, StringComparer.Ordinal).SelectMany(Stuck),
        .. state.ImportedRows.Select(static row => row.Order).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(IsClosed).SelectMany(Imbalances),
    ];

    private IEnumerable<StuckClaim> Stuck(OrderBook order)
    {
        var reported = order.ErpStatus switch { "Fulfilled" => "ErpFulfilled", "Cancelled" => "ErpCancelled", _ => null };
        foreach (var line in order.Lines.Values)
        {
            foreach (var (kind, units) in States)
            {
                var quantity = line.Most(units);
                if (quantity > 0m && (reported ?? Aged(line, kind)) is { } reason)
                {
                    yield return new StuckClaim(reason) { Order = order.Id, Line = line.Number, State = kind, Quantity = quantity };
                }
            }
        }
    }

    private IEnumerable<StuckClaim> Stuck(CartBook cart) =>
        from line in cart.Lines.Values
        let quantity = line.Most(static claim => claim.Held)
        where quantity > 0m && Aged(line, ClaimState.Held) is not null
        select new StuckClaim("Age") { Cart = cart.Id, Line = line.Number, State = ClaimState.Held, Quantity = quantity };

    private string? Aged(ClaimedLine line, ClaimState kind) =>
        state.Policies.StuckAfter.TryGetValue(kind, out var most) && state.Now - line.Since > most ? "Age" : null;

    private IEnumerable<StuckClaim> Imbalances(string order) =>
        from row in state.ImportedRows
        where row.Order == order
        group row.Quantity by (row.Claim, row.Sku, row.Cell) into rows
        let net = rows.Sum()
        where net != 0m
        select new StuckClaim("LedgerImbalance") { Order = order, Claim = rows.Key.Claim, Sku = rows.Key.Sku, Net = net };

    private bool IsClosed(string order) => state.Closed.Contains((order, ClosingSystem.Shop)) && state.Closed.Contains((order, ClosingSystem.Erp));
}
