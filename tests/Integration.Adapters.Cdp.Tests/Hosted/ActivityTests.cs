using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Model;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Cdp;
using ErpSync.Storage;

namespace ErpSync.Adapters.Cdp.Tests.Hosted;

/// <summary>Orders become events, each once, whatever the CDP and the host do meanwhile.</summary>
public sealed class ActivityTests
{
    private const int Orders = 40;

    private static readonly SandboxFaultOptions RoughDay = new() { Seed = 7, LostResponse = 0.10, LostRequest = 0.05, ServerError = 0.08, Throttle = 0.04 };

    [Fact]
    public async Task Every_event_arrives_once_through_lost_answers_outages_and_a_restart()
    {
        var host = await CdpHost.StartAsync(new SandboxCdpOptions { Faults = RoughDay });
        try
        {
            var ids = Enumerable.Range(1, Orders).Select(static number => $"{number:D3}").ToList();
            for (var index = 0; index < Orders; index++)
            {
                host.Shop.Put(Sample.Customer($"C{index % 7}", Sample.OptIn()));
                host.Shop.Put(Order(ids[index], index));
                if (index == Orders / 2)
                {
                    await host.UntilAsync(() => host.Box.Messages.Count > 0, "the first events should arrive");
                    host = await host.RestartAsync();
                }
            }

            await host.SettleAsync();
            foreach (var (id, index) in ids.Select(static (id, index) => (id, index)))
            {
                host.Shop.Put(Later(Order(id, index), index));
                await host.ErpSync.SignalAsync(new SubjectKey("activity:shop-eu", id), "test");
            }

            host = await host.RestartAsync();
            await host.SettleAsync();
            foreach (var id in ids)
            {
                await host.ErpSync.SignalAsync(new SubjectKey("activity:shop-eu", id), "test");
            }

            await host.SettleAsync();

            (await host.CasesAsync()).Should().BeEmpty();
            host.Told("Order Completed").Order().Should().Equal(ids);
            host.Told("Order Updated").Order().Should().Equal(ids.Where(static (_, index) => index % 2 == 0 && index % 5 != 3), "what was edited and cancelled at once is told as cancelled");
            host.Told("Order Refunded").Order().Should().Equal(ids.Where(static (_, index) => index % 4 == 1));
            host.Told("Order Cancelled").Order().Should().Equal(ids.Where(static (_, index) => index % 5 == 3));
            host.Box.Statistics.LostResponses.Should().BePositive("the day was rough");
            host.Box.Messages.Where(static message => message.Type == "identify").Select(static message => message.UserId).Distinct().Should().HaveCount(7);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static Order Order(string id, int index) => Sample.Order(id, $"C{index % 7}", Sample.OptIn());

    /// <summary>Every second order is edited; of the others every second is refunded; some are cancelled on top.</summary>
    private static Order Later(Order order, int index)
    {
        var changed = index % 2 == 0 ? Sample.WithBell(order) : index % 4 == 1 ? Sample.WithBikeBack(order) : order;
        return index % 5 == 3 ? Sample.Cancelled(changed) : changed;
    }
}
