namespace ErpSync.Inventory;

/// <summary>What carts do.</summary>
internal sealed class CartSteps(BookState state, ClaimDesk desk, ClaimRelease release, SessionHolds sessions)
{
    public InventoryResult Hold(InventoryEvent.CartHeld asked)
    {
        var pool = state.PoolOf(asked.Pool, asked.Channel);
        var cart = state.Carts.GetValueOrDefault(asked.Cart) ?? new CartBook(asked.Cart, pool, asked.Channel, asked.Session, asked.CustomerClass) { PlacedAt = state.Now };
        var valid = asked.Lines.All(line => desk.IsValid(line, cart.Channel));
        if (!valid)
        {
            return state.Policies.Reservation.HoldsCarts
                ? new InventoryResult(InventoryOutcome.Rejected) { Reason = ClaimReason.InvalidQuantity }
                : new InventoryResult(InventoryOutcome.Advisory) { Enough = false };
        }

        var requests = asked.Lines.Select(line => new ClaimRequest(NewLine(cart, line.Line, line.Sku), desk.BaseQuantity(line)!.Value)).ToList();
        if (!state.Policies.Reservation.HoldsCarts)
        {
            // Remembered only so that a later change of the line can be answered.
            requests.ForEach(request => cart.Lines.TryAdd(request.Line.Number, request.Line));
            state.Carts[cart.Id] = cart;
            return Advise(requests, cart);
        }

        return Claim(cart, requests, renewAll: true);
    }

    public InventoryResult Change(InventoryEvent.CartChanged change)
    {
        if (!state.Carts.TryGetValue(change.Cart, out var cart) || !cart.Lines.TryGetValue(change.Line, out var line))
        {
            return new InventoryResult(InventoryOutcome.Refused);
        }

        if (!state.Policies.Reservation.HoldsCarts)
        {
            return change.Quantity == 0m ? new InventoryResult(InventoryOutcome.Advisory) { Enough = true }
                : desk.IsValid(line.Sku, change.Quantity, cart.Channel) ? Advise([new ClaimRequest(line, change.Quantity)], cart)
                : new InventoryResult(InventoryOutcome.Advisory) { Enough = false };
        }

        var held = Held(line);
        if (change.Quantity == 0m)
        {
            release.ReleaseHold(line);
            return new InventoryResult(InventoryOutcome.Accepted);
        }

        if (!desk.IsValid(line.Sku, change.Quantity, cart.Channel))
        {
            return new InventoryResult(InventoryOutcome.Rejected) { Reason = ClaimReason.InvalidQuantity };
        }

        if (held == 0m)
        {
            return Claim(cart, [new ClaimRequest(NewLine(cart, line.Number, line.Sku, line), change.Quantity)], renewAll: true);
        }

        if (change.Quantity > held)
        {
            return Claim(cart, [new ClaimRequest(line, change.Quantity - held)], renewAll: state.Policies.Hold.Sliding);
        }

        release.ReleaseHold(line, held - change.Quantity);
        if (state.Policies.Hold.Sliding)
        {
            Renew(cart, line);
        }

        return new InventoryResult(InventoryOutcome.Accepted);
    }

    public InventoryResult Abandon(InventoryEvent.CartAbandoned left)
    {
        if (!state.Carts.TryGetValue(left.Cart, out var cart))
        {
            return new InventoryResult(InventoryOutcome.Ok);
        }

        foreach (var line in cart.Lines.Values)
        {
            line.ExpiresAt = state.Now;
        }

        ReleaseDue(cart);
        return new InventoryResult(cart.IsPayable(state.Now) ? InventoryOutcome.StillPayable : InventoryOutcome.Ok);
    }

    public InventoryResult PaymentStarted(InventoryEvent.PaymentStarted started)
    {
        if (state.Carts.TryGetValue(started.Cart, out var cart))
        {
            cart.PayableUntil = started.PayableUntil;
            foreach (var line in cart.Lines.Values)
            {
                SetTimer(cart, line);
            }
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    public InventoryResult PaymentVoided(InventoryEvent.PaymentVoided voided)
    {
        if (state.Carts.TryGetValue(voided.Cart, out var cart))
        {
            cart.PayableUntil = null;
            ReleaseDue(cart);
        }

        return new InventoryResult(InventoryOutcome.Ok);
    }

    /// <summary>Units of the line that are held.</summary>
    public static decimal Held(ClaimedLine line) => line.Least(static claim => claim.Held);

    private InventoryResult Claim(CartBook cart, List<ClaimRequest> requests, bool renewAll)
    {
        if (ExceedsLimits(cart, requests))
        {
            return new InventoryResult(InventoryOutcome.Rejected) { Reason = ClaimReason.HoldLimit };
        }

        var mark = state.Ledger.Mark;
        var skus = requests.SelectMany(static request => request.Line.Claims.Select(static claim => claim.Sku.Sku)).ToHashSet(StringComparer.Ordinal);
        var decision = sessions.Decide(requests, skus, cart, cart.Session, cart.Id, hold: true);
        if (decision.TakesNothing)
        {
            state.Ledger.RollBack(mark);
            return new InventoryResult(InventoryOutcome.Rejected) { Reason = decision.Reason, Rejected = decision.Rejected };
        }

        desk.Book(decision, StockAccountKind.Requested, StockAccountKind.Held);
        state.Carts[cart.Id] = cart;
        foreach (var request in requests)
        {
            Replace(cart, request.Line);
            if (renewAll)
            {
                Renew(cart, request.Line);
            }
        }

        return new InventoryResult(decision.Outcome) { Reason = decision.Reason, Rejected = decision.Rejected };
    }

    private void Replace(CartBook cart, ClaimedLine line)
    {
        if (cart.Lines.TryGetValue(line.Number, out var former) && former != line)
        {
            release.ReleaseHold(former);
            cart.FormerLines.Add(former);
        }

        cart.Lines[line.Number] = line;
    }

    private InventoryResult Advise(IReadOnlyList<ClaimRequest> requests, CartBook cart)
    {
        var decision = desk.Decide(requests, cart.Pool, cart.Channel, hold: false);
        return new InventoryResult(InventoryOutcome.Advisory) { Enough = decision.IsComplete && decision.Lines.All(static line => line.Backordered == 0m) };
    }

    private bool ExceedsLimits(CartBook cart, List<ClaimRequest> requests)
    {
        var limits = state.Policies.Hold;
        var asked = requests.FindAll(request => request.Line.IsKit || !desk.IsPreorder(request.Line.Sku));
        if (limits.MaxLines is { } most
            && cart.Lines.Values.Where(static line => line.Claims.Any(static claim => claim.Held > 0m)).Select(static line => line.Number)
                .Union(asked.Select(static request => request.Line.Number)).Count() > most)
        {
            return true;
        }

        return limits.MaxUnitsPerSku is { } units && asked
            .SelectMany(static request => request.Line.Claims.Select(claim => (claim.Sku, Units: request.Quantity * request.Line.Per(claim))))
            .GroupBy(static need => need.Sku)
            .Any(need => need.Sum(static each => each.Units) + HeldOf(cart, need.Key) > units);
    }

    private static decimal HeldOf(CartBook cart, SkuBook sku) =>
        cart.Lines.Values.SelectMany(static line => line.Claims).Where(claim => claim.Sku == sku).Sum(static claim => claim.Held);

    private ClaimedLine NewLine(CartBook cart, int number, string sku, ClaimedLine? former = null)
    {
        var recipe = state.Recipe(sku);
        var line = new ClaimedLine(cart, number, sku, recipe, state.Sku);
        var known = former ?? cart.Lines.GetValueOrDefault(number);
        return known is not null && known.Sku == sku && known.SameRecipe(line) ? known : line;
    }

    private void Renew(CartBook cart, ClaimedLine line)
    {
        line.ExpiresAt = state.Now + state.Policies.Hold.For(cart.CustomerClass);
        SetTimer(cart, line);
    }

    private void SetTimer(CartBook cart, ClaimedLine line) =>
        state.Timers.Set(cart.ReleaseAt(line), TimerKind.Hold, due =>
        {
            if (cart.ReleaseAt(line) <= due)
            {
                release.ReleaseHold(line);
            }
        });

    private void ReleaseDue(CartBook cart)
    {
        foreach (var line in cart.Lines.Values)
        {
            if (cart.ReleaseAt(line) <= state.Now)
            {
                release.ReleaseHold(line);
            }
            else
            {
                SetTimer(cart, line);
            }
        }
    }
}
