using System.Net;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace ErpSync.Orleans.Tests;

/// <summary>Two silos in one process, and a lane's grain that has to go from one to the other.</summary>
public sealed class MovingLaneTests
{
    private const int Lanes = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Lane_moves_to_a_silo_that_remembers_where_it_was()
    {
        var primary = new IPEndPoint(IPAddress.Loopback, TestServer.FreePort());
        using var first = await StartAsync(primary, primary.Port);
        using var second = await StartAsync(primary, TestServer.FreePort());
        var (one, two) = (NameOf(first), NameOf(second));
        Renew([one]);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(HoldAsync));
        SeatsOf(first).Taken.Should().BeEquivalentTo(Enumerable.Range(0, Lanes), "the plan knew nobody else");

        Renew([one, two]);
        var moving = Enumerable.Range(0, Lanes).Where(lane => PlanOf(first).OwnerOf(lane) == two).ToArray();
        moving.Should().HaveCount(Lanes / 2);
        await UntilAsync(() => Task.FromResult(SilosOf(first) == 2 && SilosOf(second) == 2));
        foreach (var lane in moving)
        {
            SeatsOf(first).Ask(lane);
        }

        // Nobody calls a lane while its grain goes; the second silo's calls come later, and the last it has heard of these grains is that they are at the first.
        await UntilAsync(async () => !(await ActiveAsync(first)).Overlaps(moving));
        await Task.WhenAll(moving.Select(HoldAsync));

        SeatsOf(second).Taken.Should().BeEquivalentTo(moving);
        SeatsOf(first).Taken.Should().BeEquivalentTo(Enumerable.Range(0, Lanes).Except(moving));

        void Renew(string[] living)
        {
            PlanOf(first).Renew(Lanes, living);
            PlanOf(second).Renew(Lanes, living);
        }

        Task HoldAsync(int lane) => GrainsOf(second).GetGrain<ILaneGrain>(lane).HoldAsync().AsTask();
    }

    /// <summary>Lanes that Orleans has active in a silo, whatever the seats say.</summary>
    private static async Task<HashSet<int>> ActiveAsync(IHost host) =>
        [.. (await GrainsOf(host).GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics())
            .Where(grain => grain.SiloAddress.ToParsableString() == NameOf(host) && grain.GrainType.Contains(nameof(LaneGrain), StringComparison.Ordinal))
            .Select(grain => (int)grain.GrainId.GetIntegerKey())];

    private static int SilosOf(IHost host) => host.Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Count;

    private static IGrainFactory GrainsOf(IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    private static string NameOf(IHost host) => host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString();

    private static LanePlan PlanOf(IHost host) => host.Services.GetRequiredService<LanePlan>();

    private static LaneSeats SeatsOf(IHost host) => host.Services.GetRequiredService<LaneSeats>();

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    private static async Task<IHost> StartAsync(IPEndPoint primary, int port)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddLaneGrains();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(port, gatewayPort: 0, primary));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
