using System.Globalization;
using ErpSync.Model;
using ErpSync.Testing.Simulation.Runtime;
using ErpSync.Testing.Simulation.Systems;

namespace ErpSync.Testing.Simulation.Scenarios;

/// <summary>Does what a history says, as far as the world allows it at that moment.</summary>
internal sealed class Stage(SimulatedWorld world, int nodes)
{
    public static readonly IReadOnlyList<string> Articles = ["A-1", "A-2", "A-3"];

    private static readonly decimal[] Prices = [5m, 15m, 40m, 120m];

    /// <summary>Puts the articles on sale in all systems.</summary>
    public void Open()
    {
        foreach (var article in Articles)
        {
            world.Erp.Count(article, 100);
            world.Wms?.Count(article, 100);
            world.Shop.Sell(article, 100);
        }
    }

    public void Do(SimulationEvent item)
    {
        switch (item.Action)
        {
            case SimulationAction.PlaceOrder:
                Place(item);
                break;
            case SimulationAction.Ship when world.Wms is null:
                Ship(item, document => world.Erp.Ship(document, item.Amount));
                break;
            case SimulationAction.ShipFromWarehouse when world.Wms is { } wms:
                Ship(item, document => wms.Ship(document, item.Amount));
                break;
            case SimulationAction.CountInWarehouse when world.Wms is { } wms:
                wms.Count(Of(Articles, item.Subject), item.Amount * 9);
                break;
            case SimulationAction.CountInErp:
                world.Erp.Count(Of(Articles, item.Subject), item.Amount * 10);
                break;
            case SimulationAction.CountInShop:
                world.Shop.Count(Of(Articles, item.Subject), item.Amount * 7);
                break;
            case SimulationAction.KillNode:
                Kill(item);
                break;
            case SimulationAction.FreezeNode:
                world.Freeze(item.Subject % nodes, TimeSpan.FromSeconds(item.Amount * 2));
                break;
            case SimulationAction.SetClock:
                world.Skew(item.Subject % nodes, TimeSpan.FromSeconds((item.Amount - 6) * 20));
                break;
            case SimulationAction.ThrottleStorm:
                world.Trouble.StormUntil = world.Scheduler.Now + TimeSpan.FromSeconds(item.Amount);
                break;
            case SimulationAction.SlowStore:
                world.Trouble.SlowStoreUntil = world.Scheduler.Now + TimeSpan.FromSeconds(item.Amount);
                break;
            default:
                Change(item);
                break;
        }
    }

    private void Place(SimulationEvent item)
    {
        var number = world.Shop.Orders.Count + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"o{number}");
        var order = new ShopOrder(id, string.Create(CultureInfo.InvariantCulture, $"#{1000 + number}"), $"c{item.Amount % 3}", world.Scheduler.Now)
        {
            Shipping = item.Amount % 2 == 0 ? 5 : 0,
        };
        for (var line = 0; line <= item.Amount % 3; line++)
        {
            order.Lines.Add(new ShopLine(
                string.Create(CultureInfo.InvariantCulture, $"{id}-{line + 1}"), Of(Articles, item.Amount + line), 1 + ((item.Amount + line) % 4), Of(Prices, item.Amount / 3)));
        }

        world.Shop.Place(order);
    }

    private void Ship(SimulationEvent item, Func<ErpDocument, bool> ship)
    {
        var open = world.Erp.Documents.Where(document => document is { IsCancelled: false, Content.Kind: SalesDocumentKind.SalesOrder }).ToList();
        if (open.Count > 0)
        {
            ship(Of(open, item.Subject));
        }
    }

    private void Kill(SimulationEvent item)
    {
        var node = item.Subject % nodes;
        world.Kill(node);
        world.Scheduler.After(world.Outside, TimeSpan.FromSeconds(item.Amount), () => world.Start(node));
    }

    private void Change(SimulationEvent item)
    {
        if (world.Shop.Orders.Count == 0)
        {
            return;
        }

        var order = Of([.. world.Shop.Orders], item.Subject);
        var line = Of(order.Lines, item.Amount);
        switch (item.Action)
        {
            case SimulationAction.TouchOrder:
                world.Shop.Touch(order);
                break;
            case SimulationAction.AddLine when order.CancelledAt is null:
                world.Shop.Add(order, Of(Articles, item.Amount), 1 + (item.Amount % 2), 15);
                break;
            case SimulationAction.CancelOrder when order.CancelledAt is null && order.Lines.All(own => own.Fulfilled == 0):
                world.Shop.Cancel(order);
                break;
            case SimulationAction.RefundUnshipped when order.CancelledAt is null && line.Open > 0:
                world.Shop.GiveBack(order, line, 1, RestockType.Cancel);
                break;
            case SimulationAction.ReturnShipped when line.Fulfilled > line.Returned:
                world.Shop.GiveBack(order, line, 1, RestockType.Return);
                break;
            case SimulationAction.ReceiveReturn when world.Wms is { } wms && line.Fulfilled > line.Returned:
                if (item.Amount % 4 != 0)
                {
                    wms.Receive(line.Sku);
                }

                world.Shop.GiveBack(order, line, 1, RestockType.Return);
                break;
        }
    }

    private static T Of<T>(IReadOnlyList<T> list, int index) => list[index % list.Count];
}
