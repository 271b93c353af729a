using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;

namespace Quickstart.FlashSale;

/// <summary>The customers: they order in both shops at once, and a few of the first change their minds.</summary>
internal sealed class FlashSaleRush(FlashSaleSystems systems, FlashSaleOptions options)
{
    private const int EarlyBirds = 40;
    private const int OrdersPerCancellation = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1) / 2_000;

    private readonly FaultDice _dice = new(new SandboxFaultOptions { Seed = options.Seed + 7919 });
    private readonly List<(FlashSaleChannel Channel, long Order)> _placed = [];

    public async Task RunAsync(CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < options.Orders; i++)
        {
            var ahead = Pace * i - TimeProvider.System.GetElapsedTime(started);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, ct);
            }

            Place();
            if (i % OrdersPerCancellation == OrdersPerCancellation - 1)
            {
                Cancel();
            }
        }
    }

    private void Place()
    {
        var channel = systems.Channels[_dice.Next(0, 100) < 60 ? 0 : 1];
        var order = channel.Shop.World.PlaceOrder(new NewOrder
        {
            Lines = [new NewOrderLine { Sku = systems.Sku, Quantity = _dice.Next(0, 100) < 85 ? 1 : 2 }],
            Email = "guest@example.com",
        });
        _placed.Add((channel, order.Id));
    }

    private void Cancel()
    {
        var (channel, order) = _placed[_dice.Next(0, Math.Min(EarlyBirds, _placed.Count))];
        if (!channel.Shop.World.Order(order).IsCancelled)
        {
            channel.Shop.World.CancelOrder(order);
        }
    }
}
