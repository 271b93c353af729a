using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;

namespace Quickstart.Story;

/// <summary>Plays the lives of all orders: customers and staff in the shop, the warehouse in the ERP. It never talks to ErpSync.</summary>
internal sealed class Stage(ShopWorld shop, IWarehouse warehouse, SandboxCatalog catalog, IReadOnlyList<OrderStory> stories, int seed)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private readonly FaultDice _dice = new(new SandboxFaultOptions { Seed = seed + 7919 });
    private int _beats;

    public int Placed => stories.Count(story => story.Phase != StoryPhase.NotPlaced);

    public int Over => stories.Count(story => story.Phase == StoryPhase.Over);

    public int Total => stories.Count;

    /// <summary>Stories of placed orders that are not over.</summary>
    public IReadOnlyList<OrderStory> Unfinished => [.. stories.Where(story => story.Phase is not (StoryPhase.NotPlaced or StoryPhase.Over))];

    /// <summary>Orders that may be placed by now; without a word, all of them.</summary>
    public int Admitted { get; set; } = int.MaxValue;

    /// <summary>Plays until every story is over, or none moves any more.</summary>
    /// <param name="ordersPerBeat">Orders placed at once.</param>
    /// <param name="patience">Longest time in which no story moves.</param>
    /// <param name="ct">Cancels the play.</param>
    /// <returns>True when every story came to its end.</returns>
    public async Task<bool> PlayAsync(int ordersPerBeat, TimeSpan patience, CancellationToken ct)
    {
        var moved = TimeProvider.System.GetTimestamp();
        var steps = 0;
        while (stories.Any(story => story.Phase != StoryPhase.Over))
        {
            PlayBeat(ordersPerBeat);
            if (stories.Sum(story => story.Steps) is var now && now != steps)
            {
                (steps, moved) = (now, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(moved) > patience)
            {
                return false;
            }

            await Task.Delay(Beat, ct).ConfigureAwait(false);
        }

        return true;
    }

    private void PlayBeat(int ordersPerBeat)
    {
        _beats++;
        foreach (var story in stories.Take(Admitted).Where(story => story.Phase == StoryPhase.NotPlaced).Take(ordersPerBeat))
        {
            story.Begin(shop.PlaceOrder(story.Placed));
        }

        foreach (var story in stories)
        {
            // Things happen at their own pace: most stories rest in most beats.
            if (story.Phase is not (StoryPhase.NotPlaced or StoryPhase.Over) && _dice.Next(0, 100) < 20)
            {
                Advance(story);
            }
        }

        if (_beats % 10 == 0)
        {
            // People count the shelves in both systems; the ERP's number is the one that stays.
            var item = catalog.Items[_dice.Next(0, catalog.Items.Count)];
            if (_dice.Next(0, 2) == 0)
            {
                warehouse.Count(item.Sku, _dice.Next(-3, 8));
            }
            else
            {
                shop.AdjustStock(item.Sku, _dice.Next(-3, 8));
            }
        }
    }

    private void Advance(OrderStory story)
    {
        switch (story.Phase)
        {
            case StoryPhase.Placed:
                EarlyStepOf(story);
                story.EarlyDone();
                break;
            case StoryPhase.ReadyToShip:
                if (warehouse.TryShip(shop.Order(story.OrderId), isLast: story.ParcelsSent + 1 == story.Parcels))
                {
                    story.ParcelSent(wasLast: warehouse.IsDone(story.Name));
                }

                break;
            case StoryPhase.Shipped:
                LateStepOf(story);
                break;
            default:
                break;
        }
    }

    private void EarlyStepOf(OrderStory story)
    {
        var order = shop.Order(story.OrderId);
        var goods = order.Lines.Where(line => line.Sku is not null && line.Unfulfilled > 0).ToList();
        switch (story.Early)
        {
            case EarlyStep.ChangeTags:
                shop.ChangeTags(order.Id, "vip");
                break;
            case EarlyStep.AddLine:
                shop.EditOrder(order.Id, new OrderEdit { Add = [new NewOrderLine { Sku = catalog.Items[(int)(order.Id % catalog.Items.Count)].Sku, Quantity = 1 }] });
                break;
            case EarlyStep.RemoveUnit when goods.Sum(line => line.Unfulfilled) > 1:
                shop.EditOrder(order.Id, new OrderEdit { SetQuantities = [new LineQuantity(goods[0].Id, goods[0].CurrentQuantity - 1)] });
                break;
            case EarlyStep.RefundUnshippedUnit when goods.Sum(line => line.Unfulfilled) > 1:
                shop.Refund(order.Id, new RefundRequest { Lines = [new RefundLineRequest(goods[0].Id, 1, RestockKind.Cancel)] });
                break;
            case EarlyStep.Cancel:
                shop.CancelOrder(order.Id);
                break;
            default:
                break;
        }
    }

    private void LateStepOf(OrderStory story)
    {
        var order = shop.Order(story.OrderId);
        var arrived = order.Fulfilments.Where(fulfilment => !fulfilment.IsCancelled).SelectMany(fulfilment => fulfilment.Lines)
            .GroupBy(line => line.LineId).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
        if (order.Fulfilments.Count < story.ParcelsSent || !warehouse.IsInvoiced(story.Name))
        {
            return;
        }

        if (story.NextLate() is not { } step)
        {
            story.Close();
            return;
        }

        var returnable = order.Lines.FirstOrDefault(line => line.Sku is not null && line.CurrentQuantity > 0 && arrived.GetValueOrDefault(line.Id) > 0);
        switch (step)
        {
            case LateStep.ReturnUnit when returnable is not null:
                shop.Refund(order.Id, new RefundRequest { Lines = [new RefundLineRequest(returnable.Id, 1, RestockKind.Return)] });
                break;
            case LateStep.KeepAndRefundUnit when returnable is not null:
                shop.Refund(order.Id, new RefundRequest { Lines = [new RefundLineRequest(returnable.Id, 1, RestockKind.NoRestock)] });
                break;
            case LateStep.RefundShipping when order.ShippingLineIds.Count > 0 && story.Placed.Discounts.All(discount => !discount.OnShipping):
                shop.Refund(order.Id, new RefundRequest { Shipping = [new RefundShippingRequest(order.ShippingLineIds[0])] });
                break;
            case LateStep.Goodwill when order.NetPayment > 10:
                shop.Refund(order.Id, new RefundRequest { Adjustment = 1.50m });
                break;
            default:
                break;
        }
    }
}
