using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>What can happen to an order. Every method runs under the gate of the shop, saves the order and announces the change.</summary>
internal sealed class OrderDesk(ShopState shop)
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

    /// <param name="order">The order.</param>
    /// <param name="wanted">What is refunded.</param>
    /// <param name="presentmentPaid">Money paid back in presentment currency when it is stated; what it differs by becomes an adjustment.</param>
    public RefundState Refund(OrderState order, RefundRequest wanted, decimal? presentmentPaid = null)
    {
        var now = shop.Now();
        var refund = NewRefund(now, wanted.Note, wanted.ReturnId);
        foreach (var line in wanted.Lines)
        {
            AddRefundLine(order, refund, order.Line(line.LineId), line.Quantity, line.Restock, line.LocationId);
        }

        foreach (var line in wanted.Shipping)
        {
            AddRefundShipping(order, refund, order.ShippingLine(line.ShippingLineId), line.Amount);
        }

        if (wanted.Adjustment != 0)
        {
            refund.Adjustments.Add(new AdjustmentState(shop.NextId(), "REFUND_DISCREPANCY", order.Money.FromShop(wanted.Adjustment)));
        }

        if (presentmentPaid is { } stated)
        {
            var expected = OrderMath.RefundTotal(order, refund);
            var actual = stated == expected.Presentment ? expected : order.Money.Round(new Bag(stated / order.Money.Rate, stated));
            if (actual != expected)
            {
                refund.Adjustments.Add(new AdjustmentState(shop.NextId(), "REFUND_DISCREPANCY", actual - expected));
            }
        }

        order.Refunds.Add(refund);
        if (wanted.Money != RefundMoney.None)
        {
            PayBack(order, refund, OrderMath.RefundTotal(order, refund), wanted.Money == RefundMoney.Paid ? "SUCCESS" : "PENDING", now);
        }

        SettleReturn(order, wanted, now);
        Recompute(order);
        shop.Save(order);
        shop.Raise("refunds/create", Gid.Of("Refund", refund.Id));
        Announce(order);
        return refund;
    }

    public void SettleRefund(OrderState order, long refundId, bool success)
    {
        foreach (var transaction in order.Transactions.Where(transaction => transaction.RefundId == refundId && transaction.Status == "PENDING"))
        {
            transaction.Status = success ? "SUCCESS" : "FAILURE";
        }

        Recompute(order);
        order.Refunds.Single(refund => refund.Id == refundId).UpdatedAt = shop.Now();
        shop.Save(order);
        Announce(order);
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

    public ReturnState OpenReturn(OrderState order, IReadOnlyList<LineQuantity> lines, IReadOnlyList<NewOrderLine> exchange)
    {
        var now = shop.Now();
        var item = new ReturnState
        {
            Id = shop.NextId(),
            Name = order.Name + "-R" + (order.Returns.Count + 1).ToString(CultureInfo.InvariantCulture),
            CreatedAt = now,
            ReverseOrderId = shop.NextId(),
            LocationId = order.Fulfillments.FirstOrDefault(fulfillment => !fulfillment.Cancelled)?.LocationId ?? shop.Locations[0].Id,
        };
        foreach (var wanted in lines)
        {
            var line = order.Line(wanted.LineId);
            if (wanted.Quantity < 1 || wanted.Quantity > Math.Min(line.Fulfilled, line.CurrentQuantity))
            {
                throw new ArgumentException($"Line '{line.Title}' has {line.Fulfilled} shipped units; only these can come back.", nameof(lines));
            }

            item.Lines.Add(new ReturnLineState { Id = shop.NextId(), Line = line, Quantity = wanted.Quantity });
        }

        foreach (var wanted in exchange)
        {
            var line = _placement.Line(order, wanted, item.Id);
            _placement.Tax(order, line, wanted);
            order.Lines.Add(line);
            item.ExchangeLines.Add(line);
            _placement.Route(order, line, shop.Locations[wanted.Location], now);
        }

        order.Returns.Add(item);
        shop.Save(order);
        Announce(order);
        return item;
    }

    public FulfillmentState Fulfil(
        OrderState order, FulfillmentOrderState work, IReadOnlyList<(FulfillmentOrderLineState Line, int Quantity)> lines, IReadOnlyList<ShopTracking> tracking)
    {
        var now = shop.Now();
        var fulfillment = new FulfillmentState
        {
            Id = shop.NextId(),
            Name = order.Name + ".F" + (order.Fulfillments.Count + 1).ToString(CultureInfo.InvariantCulture),
            LocationId = work.LocationId,
            FulfillmentOrderId = work.Id,
            CreatedAt = now,
            UpdatedAt = now,
            Tracking = tracking,
        };
        foreach (var (line, quantity) in lines)
        {
            line.Fulfilled += quantity;
            line.Line.Fulfilled += quantity;
            fulfillment.Lines.Add(new FulfillmentLineState(shop.NextId(), line.Line, line, quantity));
            if (line.Line.Item is { Tracked: true } item)
            {
                shop.Move(item.Levels[work.LocationId], "committed", -quantity);
            }
        }

        work.UpdatedAt = now;
        order.Fulfillments.Add(fulfillment);
        shop.Save(order);
        shop.Raise("fulfillments/create", Gid.Of("Fulfillment", fulfillment.Id));
        Announce(order, OrderMath.FulfillmentStatus(order) == "FULFILLED" ? "orders/fulfilled" : "orders/partially_fulfilled");
        Announce(order);
        return fulfillment;
    }

    public void Track(OrderState order, FulfillmentState fulfillment, IReadOnlyList<ShopTracking> tracking)
    {
        fulfillment.Tracking = tracking;
        fulfillment.UpdatedAt = shop.Now();
        shop.Save(order);
        shop.Raise("fulfillments/update", Gid.Of("Fulfillment", fulfillment.Id));
        Announce(order);
    }

    public void CancelFulfilment(OrderState order, FulfillmentState fulfillment)
    {
        var now = shop.Now();
        var again = new FulfillmentOrderState { Id = shop.NextId(), LocationId = fulfillment.LocationId, CreatedAt = now, UpdatedAt = now };
        foreach (var line in fulfillment.Lines)
        {
            line.Source.Fulfilled -= line.Quantity;
            line.Source.Total -= line.Quantity;
            line.Line.Fulfilled -= line.Quantity;
            again.Lines.Add(new FulfillmentOrderLineState { Id = shop.NextId(), Line = line.Line, Total = line.Quantity });
            if (line.Line.Item is { Tracked: true } item)
            {
                shop.Move(item.Levels[fulfillment.LocationId], "committed", line.Quantity);
            }
        }

        fulfillment.Cancelled = true;
        fulfillment.UpdatedAt = now;
        order.FulfillmentOrders.Add(again);
        shop.Save(order);
        shop.Raise("fulfillments/update", Gid.Of("Fulfillment", fulfillment.Id));
        Announce(order);
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

    private void AddRefundLine(OrderState order, RefundState refund, LineState line, int quantity, RestockKind restock, long? locationId)
    {
        var unfulfilled = OrderMath.Unfulfilled(order, line);
        if (restock == RestockKind.Cancel && line.RequiresShipping && quantity > unfulfilled)
        {
            throw new InvalidOperationException($"Line '{line.Title}' of {order.Name} has {unfulfilled} units not shipped; only these can be refunded as cancelled.");
        }

        var portion = line.Take(quantity, order.Money);
        line.Refunded += portion;
        var location = locationId ?? order.FulfillmentOrders.FirstOrDefault(work => work.Lines.Exists(part => part.Line == line))?.LocationId;
        if (restock == RestockKind.Cancel)
        {
            location = TakeOff(order, line, quantity, restock: true) ?? location;
        }
        else if (restock == RestockKind.Return && line.Item is { Tracked: true } item)
        {
            shop.Move(item.Levels[location ?? shop.Locations[0].Id], "available", quantity);
        }

        refund.Lines.Add(new RefundLineState(
            shop.NextId(),
            line,
            quantity,
            restock switch { RestockKind.Return => "RETURN", RestockKind.Cancel => "CANCEL", _ => "NO_RESTOCK" },
            restock != RestockKind.NoRestock && line.Item is not null,
            restock == RestockKind.NoRestock ? null : location,
            portion.Amount,
            portion.Tax));
    }

    private void AddRefundShipping(OrderState order, RefundState refund, ShippingState line, decimal? amount)
    {
        var left = line.Current;
        var value = amount is null || amount >= left.Shop ? left : order.Money.Part(left, amount.Value, left.Shop);
        var tax = value == left ? line.CurrentTax : order.Money.Part(line.CurrentTax, value.Shop, left.Shop);
        line.Refunded += value;
        line.RefundedTax += tax;
        refund.Shipping.Add(new RefundShippingState(shop.NextId(), line, value, tax));
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

    private RefundState NewRefund(DateTimeOffset now, string? note, long? returnId = null) =>
        new() { Id = shop.NextId(), CreatedAt = now, UpdatedAt = now, Note = note, ReturnId = returnId };

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

    /// <summary>Pays back over the payments of the order, the newest first, so that no payment is refunded beyond its amount.</summary>
    private void PayBack(OrderState order, RefundState refund, Bag amount, string status, DateTimeOffset now)
    {
        var payments = order.Transactions.Where(transaction => transaction is { IsPayment: true, IsSuccess: true }).Reverse().ToArray();
        foreach (var payment in payments)
        {
            var used = Bag.Sum(order.Transactions.Where(t => t.Kind == "REFUND" && t.ParentId == payment.Id && t.Status != "FAILURE").Select(t => t.Amount));
            var part = Bag.Min(amount, payment.Amount - used);
            if (part.Shop > 0)
            {
                order.Transactions.Add(Money("REFUND", status, payment.Gateway, part, now, payment.Id, refund.Id));
                amount -= part;
            }
        }

        if (amount.Shop > 0 && payments.Length > 0)
        {
            order.Transactions.Add(Money("REFUND", status, payments[0].Gateway, amount, now, payments[0].Id, refund.Id));
        }
    }

    private static void SettleReturn(OrderState order, RefundRequest wanted, DateTimeOffset now)
    {
        if (wanted.ReturnId is not { } id)
        {
            return;
        }

        var item = order.Returns.Find(candidate => candidate.Id == id)
            ?? throw new ArgumentException($"Order {order.Name} has no return {id}; open one first.", nameof(wanted));
        foreach (var line in wanted.Lines)
        {
            foreach (var part in item.Lines.Where(part => part.Line.Id == line.LineId))
            {
                part.Refunded += line.Quantity;
                part.Restocked += line.Restock == RestockKind.Return ? line.Quantity : 0;
            }
        }

        if (item.Lines.TrueForAll(line => line.Refunded >= line.Quantity))
        {
            item.Status = "CLOSED";
            item.ClosedAt = now;
        }
    }

    private GraphNode EditBody(OrderState order, List<(long Id, int Delta)> added, List<(long Id, int Delta)> removed, DateTimeOffset now) => new("OrderEdited")
    {
        ["id"] = Gid.Of("OrderEdit", shop.NextId()),
        ["orderId"] = order.GlobalId,
        ["committedAt"] = now,
        ["additions"] = added,
        ["removals"] = removed,
    };
}
