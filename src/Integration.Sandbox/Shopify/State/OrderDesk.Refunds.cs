using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>Refunds and returns.</summary>
internal sealed partial class OrderDesk
{
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

    private RefundState NewRefund(DateTimeOffset now, string? note, long? returnId = null) =>
        new() { Id = shop.NextId(), CreatedAt = now, UpdatedAt = now, Note = note, ReturnId = returnId };

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
}
