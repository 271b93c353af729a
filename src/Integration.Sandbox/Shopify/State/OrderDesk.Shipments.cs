using System.Globalization;
using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>Shipments.</summary>
internal sealed partial class OrderDesk
{
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
}
