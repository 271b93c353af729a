namespace ErpSync.Inventory;

/// <summary>How orders come to be.</summary>
internal sealed class OrderSteps(BookState state, ClaimDesk desk, ClaimRelease release, SessionHolds sessions)
{
    /// <summary>Called per line of an order that a channel sold, whatever of it was accepted, with the units that were ordered.</summary>
    public event Action<string?, string, decimal>? Sold;

    public InventoryResult Intend(InventoryEvent.OrderIntended asked)
    {
        if (state.Intents.ContainsKey(asked.Intent))
        {
            return new InventoryResult(InventoryOutcome.Duplicate);
        }

        var intent = new IntentBook(asked.Intent, state.PoolOf(asked.Pool, asked.Channel), asked.Channel) { PlacedAt = state.Now };
        if (!asked.Lines.All(line => desk.IsValid(line, intent.Channel)))
        {
            return Invalid();
        }

        var requests = asked.Lines.Select(line => new ClaimRequest(NewLine(intent, line), desk.BaseQuantity(line)!.Value)).ToList();
        var decision = desk.Decide(requests, intent.Pool, intent.Channel, hold: false);
        if (!decision.TakesNothing)
        {
            desk.Book(decision, StockAccountKind.Requested, StockAccountKind.Reserved);
            foreach (var line in decision.Lines)
            {
                line.Line.Ordered = line.Accepted;
                intent.Lines.Add(line.Line.Number, line.Line);
            }

            state.Intents.Add(intent.Id, intent);
            state.Timers.Set(state.Now + state.Policies.IntentTimeToLive, TimerKind.Intent, _ => RunOut(intent));
        }

        return Answer(decision);
    }

    public InventoryResult Place(InventoryEvent.OrderPlaced placed)
    {
        if (state.Orders.ContainsKey(placed.Order))
        {
            return new InventoryResult(InventoryOutcome.Duplicate);
        }

        if (placed.Intent is { } id && state.Intents.TryGetValue(id, out var intent) && !intent.IsOver)
        {
            return FromIntent(placed, intent);
        }

        var cart = placed.Cart is null ? null : state.Carts.GetValueOrDefault(placed.Cart);
        var channel = placed.Channel ?? cart?.Channel;
        var order = NewOrder(placed, placed.Pool ?? (placed.Channel is null && cart is not null ? cart.Pool : state.PoolOf(null, channel)), channel, placed.Session ?? cart?.Session);
        if (!placed.Lines.All(line => desk.IsValid(line, channel)))
        {
            return Invalid();
        }

        var result = state.Policies.Reservation.ClaimsAt(ReservationMoment.Placed, order.Subject) ? Claim(placed, order, cart) : Record(placed, order);
        foreach (var line in placed.Lines)
        {
            Sold?.Invoke(channel, line.Sku, desk.BaseQuantity(line)!.Value);
        }

        return result;
    }

    /// <summary>A line of an order or intent with the recipe of this moment.</summary>
    public ClaimedLine NewLine(ClaimOwner owner, ClaimLine line, IReadOnlyDictionary<string, decimal>? recipe = null) =>
        new(owner, line.Line, line.Sku, recipe ?? state.Recipe(line.Sku), state.Sku) { UnitPrice = line.UnitPrice, Since = state.Now };

    private OrderBook NewOrder(InventoryEvent.OrderPlaced placed, string pool, string? channel, string? session) =>
        new(placed.Order, pool, channel, placed.Priority, placed.Promised) { PlacedAt = state.Now, Session = session };

    /// <summary>Nothing is claimed yet: the units wait for their moment, or are left to the ERP.</summary>
    private InventoryResult Record(InventoryEvent.OrderPlaced placed, OrderBook order)
    {
        var waiting = state.Policies.Reservation.LeftToErp ? StockAccountKind.InFlight : StockAccountKind.Unclaimed;
        foreach (var asked in placed.Lines.OrderBy(static line => line.Line))
        {
            var line = NewLine(order, asked);
            line.Ordered = desk.BaseQuantity(asked)!.Value;
            order.Lines.Add(line.Number, line);
            foreach (var claim in line.Claims)
            {
                state.Ledger.Claim(claim, StockAccountKind.Requested, waiting, line.Ordered * line.Per(claim));
            }
        }

        Accept(order);
        return new InventoryResult(InventoryOutcome.Recorded);
    }

    private InventoryResult Claim(InventoryEvent.OrderPlaced placed, OrderBook order, CartBook? cart)
    {
        var mark = state.Ledger.Mark;
        var requests = new List<ClaimRequest>();
        var converted = new Dictionary<int, decimal>();
        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asked in placed.Lines.OrderBy(static line => line.Line))
        {
            var quantity = desk.BaseQuantity(asked)!.Value;
            var held = HeldLines(cart, asked.Sku);
            var line = NewLine(order, asked, held.FirstOrDefault()?.Recipe);
            order.Lines.Add(line.Number, line);
            skus.UnionWith(line.Claims.Select(static claim => claim.Sku.Sku));
            var taken = Convert(held, line, quantity);
            converted[line.Number] = taken;
            if (quantity > taken)
            {
                requests.Add(new ClaimRequest(line, quantity - taken));
            }
        }

        var decision = sessions.Decide(requests, skus, order, order.Session, cart?.Id, hold: false);
        if (decision.IsRefused || (decision.TakesNothing && converted.Values.All(static taken => taken == 0m)))
        {
            state.Ledger.RollBack(mark);
            return new InventoryResult(InventoryOutcome.Rejected) { Reason = decision.Reason, Rejected = decision.Rejected };
        }

        desk.Book(decision, StockAccountKind.Requested, StockAccountKind.Reserved);
        foreach (var line in order.Lines.Values)
        {
            line.Ordered = converted[line.Number] + decision.Lines.Where(each => each.Line == line).Sum(static each => each.Accepted);
        }

        foreach (var line in cart?.Lines.Values.ToList() ?? [])
        {
            release.ReleaseHold(line);
        }

        Accept(order);
        return new InventoryResult(decision.IsComplete ? InventoryOutcome.Accepted : InventoryOutcome.Partial) { Reason = decision.Reason, Rejected = decision.Rejected };
    }

    private static List<ClaimedLine> HeldLines(CartBook? cart, string sku) =>
        cart is null ? [] : [.. cart.Lines.Values.Where(line => line.Sku == sku && CartSteps.Held(line) > 0m)];

    /// <summary>Turns held units into the order's, pins and all; no second check.</summary>
    private decimal Convert(List<ClaimedLine> held, ClaimedLine line, decimal quantity)
    {
        var taken = 0m;
        foreach (var source in held.Where(source => source.SameRecipe(line)))
        {
            var units = Math.Min(quantity - taken, CartSteps.Held(source));
            foreach (var (from, to) in source.Claims.Zip(line.Claims))
            {
                MoveFirm(from, to, StockAccountKind.Held, units * line.Per(to));
            }

            taken += units;
        }

        return taken;
    }

    private void MoveFirm(ClaimBook from, ClaimBook to, StockAccountKind kind, decimal quantity)
    {
        var left = quantity;
        foreach (var location in from.Located(kind).Keys.Order(state.Places).Append(""))
        {
            var given = Math.Min(left, from.Of(kind, location));
            state.Ledger.Claim(from, kind, StockAccountKind.Converted, given, location);
            state.Ledger.Claim(to, StockAccountKind.Requested, StockAccountKind.Reserved, given, "", location);
            left -= given;
        }
    }

    private InventoryResult FromIntent(InventoryEvent.OrderPlaced placed, IntentBook intent)
    {
        var order = NewOrder(placed, intent.Pool, intent.Channel, placed.Session);
        foreach (var source in intent.Lines.Values)
        {
            var line = new ClaimedLine(order, source.Number, source.Sku, source.Recipe, state.Sku) { UnitPrice = source.UnitPrice, Since = state.Now, Ordered = source.Ordered };
            order.Lines.Add(line.Number, line);
            foreach (var (from, to) in source.Claims.Zip(line.Claims))
            {
                MoveFirm(from, to, StockAccountKind.Reserved, from.Reserved);
                foreach (var kind in (ReadOnlySpan<StockAccountKind>)[StockAccountKind.Backordered, StockAccountKind.Preordered])
                {
                    var units = from.Of(kind);
                    state.Ledger.Claim(from, kind, StockAccountKind.Converted, units);
                    state.Ledger.Claim(to, StockAccountKind.Requested, kind, units);
                }
            }
        }

        intent.IsOver = true;
        Accept(order);
        foreach (var line in order.Lines.Values)
        {
            Sold?.Invoke(order.Channel, line.Sku, line.Ordered);
        }

        return new InventoryResult(InventoryOutcome.Accepted);
    }

    private void Accept(OrderBook order)
    {
        state.Orders.Add(order.Id, order);
        if (state.Policies.UnpaidTimeout is { } timeout)
        {
            SetUnpaidTimer(order, timeout);
        }
    }

    public void SetUnpaidTimer(OrderBook order, TimeSpan timeout) =>
        state.Timers.Set(order.PlacedAt + timeout, TimerKind.Unpaid, _ =>
        {
            if (!order.IsAuthorised && !order.IsCaptured && !order.IsCancelled)
            {
                release.CancelOrder(order);
            }
        });

    private void RunOut(IntentBook intent)
    {
        if (!intent.IsOver)
        {
            intent.IsOver = true;
            foreach (var line in intent.Lines.Values)
            {
                release.ReleaseAll(line);
            }
        }
    }

    private static InventoryResult Invalid() => new(InventoryOutcome.Rejected) { Reason = ClaimReason.InvalidQuantity };

    private static InventoryResult Answer(ClaimDecision decision) => new(decision.Outcome) { Reason = decision.Reason, Rejected = decision.Rejected };
}
