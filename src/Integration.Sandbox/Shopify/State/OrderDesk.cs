using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>What can happen to an order. Every method runs under the gate of the shop, saves the order and announces the change.</summary>
internal sealed partial class OrderDesk(ShopState shop)
{
    private readonly OrderPlacement _placement = new(shop);

    public OrderState Place(NewOrder wanted)
    {
        var order = _placement.Place(wanted);
        shop.Save(order);
        Announce(order, "orders/create");
        if (OrderMath.FinancialStatus(order) == "PAID")
        {
            Announce(order, "orders/paid");
        }

        return order;
    }

    public void Edit(OrderState order, OrderEdit edit)
    {
        RequireOpen(order);
        var now = shop.Now();
        var added = new List<(long Id, int Delta)>();
        var removed = new List<(long Id, int Delta)>();
        var before = OrderMath.CurrentTotal(order);
        foreach (var wanted in edit.Add)
        {
            var line = _placement.Line(order, wanted);
            _placement.Tax(order, line, wanted);
            order.Lines.Add(line);
            _placement.Route(order, line, shop.Locations[wanted.Location], now);
            added.Add((line.Id, line.Quantity));
        }

        RefundState? refund = null;
        foreach (var wanted in edit.SetQuantities)
        {
            var line = order.Line(wanted.LineId);
            var delta = wanted.Quantity - line.CurrentQuantity;
            if (delta > 0)
            {
                added.Add((Increase(order, line, delta, now), delta));
            }
            else if (delta < 0)
            {
                refund ??= NewRefund(now, "Edited");
                RemoveUnits(order, line, -delta, edit.Restock, refund);
                removed.Add((line.Id, -delta));
            }
        }

        if (added.Count == 0 && removed.Count == 0)
        {
            return;
        }

        if (refund is not null)
        {
            order.Refunds.Add(refund);
        }

        order.Edited = true;
        Recompute(order);
        var more = OrderMath.CurrentTotal(order) - before;
        if (edit.PayDifference && more.Shop > 0 && OrderMath.Received(order).Shop > 0)
        {
            order.Transactions.Add(Money("SALE", "SUCCESS", "shopify_payments", more, now));
        }

        shop.Save(order);
        shop.Raise("orders/edited", EditBody(order, added, removed, now));
        Announce(order);
    }

    public void Cancel(OrderState order, string reason, bool restock, bool refundMoney)
    {
        RequireOpen(order);
        if (order.Lines.Exists(line => line.Fulfilled > 0))
        {
            throw new InvalidOperationException($"Order {order.Name} has shipped units and cannot be cancelled; refund them instead.");
        }

        var now = shop.Now();
        var refund = NewRefund(now, null);
        foreach (var line in order.Lines.Where(line => line.CurrentQuantity > 0))
        {
            AddRefundLine(order, refund, line, line.CurrentQuantity, restock ? RestockKind.Cancel : RestockKind.NoRestock, null);
        }

        foreach (var line in order.ShippingLines.Where(line => !line.Current.IsZero))
        {
            AddRefundShipping(order, refund, line, null);
        }

        foreach (var work in order.FulfillmentOrders)
        {
            foreach (var line in work.Lines.Where(line => line.Remaining > 0))
            {
                Release(line.Line, work.LocationId, line.Remaining, restock);
                line.Total = line.Fulfilled;
            }

            work.Cancelled = true;
            work.UpdatedAt = now;
        }

        order.Refunds.Add(refund);
        if (refundMoney)
        {
            PayBack(order, refund, Bag.Min(OrderMath.RefundTotal(order, refund), OrderMath.Received(order) - OrderMath.Refunded(order)), "SUCCESS", now);
        }

        if (OrderMath.Authorized(order).Shop > 0)
        {
            order.Transactions.Add(Money("VOID", "SUCCESS", "shopify_payments", OrderMath.Authorized(order), now));
        }

        order.CancelledAt = now;
        Recompute(order);
        order.ClosedAt = now;
        order.CancelReason = reason;
        shop.Save(order);
        Announce(order, "orders/cancelled");
        Announce(order);
        shop.Raise("refunds/create", Gid.Of("Refund", refund.Id));
    }

    public void Capture(OrderState order)
    {
        var open = OrderMath.Authorized(order);
        var authorization = order.Transactions.Find(transaction => transaction.Kind == "AUTHORIZATION");
        if (authorization is null || open.Shop <= 0)
        {
            throw new InvalidOperationException($"Order {order.Name} has no authorised amount left to capture.");
        }

        order.Transactions.Add(Money("CAPTURE", "SUCCESS", authorization.Gateway, open, shop.Now(), authorization.Id));
        Paid(order);
    }

    public void MarkAsPaid(OrderState order)
    {
        foreach (var transaction in order.Transactions.Where(transaction => transaction is { Kind: "SALE", Status: "PENDING" }))
        {
            transaction.Status = "SUCCESS";
        }

        var open = OrderMath.Outstanding(order);
        if (open.Shop > 0)
        {
            order.Transactions.Add(Money("SALE", "SUCCESS", "manual", open, shop.Now()));
        }

        Paid(order);
    }

    public void Change(OrderState order, Action<OrderState> change)
    {
        change(order);
        shop.Save(order);
        Announce(order);
    }

    public void Delete(OrderState order)
    {
        shop.Delete(order);
        shop.Raise("orders/delete", new GraphNode("Deleted") { ["id"] = order.GlobalId });
    }

    /// <summary>Amounts change now: what a recording said about totals is history.</summary>
    private static void Recompute(OrderState order) => order.Recorded.Clear();

    private void Announce(OrderState order, string topic = "orders/updated") => shop.Raise(topic, order.GlobalId);

    private void Paid(OrderState order)
    {
        Recompute(order);
        shop.Save(order);
        if (OrderMath.FinancialStatus(order) == "PAID")
        {
            Announce(order, "orders/paid");
        }

        Announce(order);
    }

    private static void RequireOpen(OrderState order)
    {
        if (order.CancelledAt is not null)
        {
            throw new InvalidOperationException($"Order {order.Name} is cancelled and cannot be changed any more.");
        }
    }

    private long Increase(OrderState order, LineState line, int delta, DateTimeOffset now)
    {
        var location = shop.Location(order.FulfillmentOrders.FirstOrDefault(work => work.Lines.Exists(part => part.Line == line))?.LocationId ?? shop.Locations[0].Id);
        var extra = new LineState
        {
            Id = shop.NextId(),
            Title = line.Title,
            Sku = line.Sku,
            Item = line.Item,
            IsGiftCard = line.IsGiftCard,
            RequiresShipping = line.RequiresShipping,
            Taxable = line.Taxable,
            Quantity = delta,
            UnitPrice = line.UnitPrice,
        };
        var sum = line.Taxes.Sum(tax => tax.Rate);
        extra.Taxes.AddRange(line.Taxes.Select(tax => tax with { Amount = order.Money.Tax(extra.Discounted, tax.Rate, sum, order.TaxesIncluded) }));
        order.Lines.Add(extra);
        _placement.Route(order, extra, location, now);
        return extra.Id;
    }

    private void RemoveUnits(OrderState order, LineState line, int quantity, bool restock, RefundState refund)
    {
        if (line.RequiresShipping && quantity > OrderMath.Unfulfilled(order, line))
        {
            throw new InvalidOperationException(
                $"Line '{line.Title}' of {order.Name} has {OrderMath.Unfulfilled(order, line)} units not shipped; only these can be removed.");
        }

        line.Edited += line.Take(quantity, order.Money);
        var location = TakeOff(order, line, quantity, restock);
        refund.Lines.Add(new RefundLineState(shop.NextId(), line, quantity, "CANCEL", restock, location, Bag.Zero, Bag.Zero));
    }

    /// <summary>Takes units that were not shipped off the fulfilment orders; the location that held most of them.</summary>
    private long? TakeOff(OrderState order, LineState line, int quantity, bool restock)
    {
        long? location = null;
        foreach (var work in order.FulfillmentOrders.Where(work => !work.Cancelled))
        {
            foreach (var part in work.Lines.Where(part => part.Line == line && part.Remaining > 0))
            {
                var units = Math.Min(quantity, part.Remaining);
                if (units > 0)
                {
                    part.Total -= units;
                    quantity -= units;
                    location ??= work.LocationId;
                    work.UpdatedAt = shop.Now();
                    Release(line, work.LocationId, units, restock);
                }
            }
        }

        return location;
    }

    private void Release(LineState line, long locationId, int units, bool restock)
    {
        if (line.Item is { Tracked: true } item)
        {
            shop.Move(item.Levels[locationId], "committed", -units);
            shop.Move(item.Levels[locationId], "available", restock ? units : 0);
        }
    }

    private TransactionState Money(string kind, string status, string gateway, Bag amount, DateTimeOffset now, long? parent = null, long? refund = null) => new()
    {
        Id = shop.NextId(),
        Kind = kind,
        Status = status,
        Gateway = gateway,
        Amount = amount,
        CreatedAt = now,
        ParentId = parent,
        RefundId = refund,
    };

    private GraphNode EditBody(OrderState order, List<(long Id, int Delta)> added, List<(long Id, int Delta)> removed, DateTimeOffset now) => new("OrderEdited")
    {
        ["id"] = Gid.Of("OrderEdit", shop.NextId()),
        ["orderId"] = order.GlobalId,
        ["committedAt"] = now,
        ["additions"] = added,
        ["removals"] = removed,
    };
}
