using System.Diagnostics;
using ErpSync.Storage.PostgreSql.Tests.Cluster;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Xunit.Abstractions;

namespace ErpSync.Orleans.Tests;

/// <summary>Silos as processes on one database, and what an operating system does to them. The target counts: nothing may be lost, made twice or overtaken.</summary>
[Collection(ServerCollection.Name)]
public sealed class SiloClusterTests(ServerFixture fixture, ITestOutputHelper output)
{
    /// <summary>Writes of one call to the target.</summary>
    private const int OneBatch = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    [PostgreSqlFact]
    public async Task Killed_silo_under_steady_load_is_replaced_and_nothing_is_lost_doubled_or_overtaken()
    {
        await using var cluster = await StartAsync();
        var loading = cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(20));
        await Task.Delay(TimeSpan.FromSeconds(4));

        var killed = Stopwatch.GetTimestamp();
        cluster.Nodes[0].KillNow();
        await loading;
        await cluster.SettleAsync();

        ShouldBeWhole("2 silos, one killed under 100/s", cluster.Books.Figures(killed));
    }

    [PostgreSqlFact]
    public async Task Killed_silo_with_a_backlog_loses_doubles_and_overtakes_nothing()
    {
        await using var cluster = await StartAsync();
        cluster.Books.Delay = TimeSpan.FromMilliseconds(250);
        await cluster.ChangeAsync(from: 0, count: 2_000);
        await cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(2));
        cluster.Books.Written.Should().BeLessThan(cluster.Books.Total, "there is a backlog when the silo is killed");

        var killed = Stopwatch.GetTimestamp();
        cluster.Nodes[0].KillNow();
        cluster.Books.Delay = TimeSpan.FromMilliseconds(5);
        await cluster.SettleAsync();

        ShouldBeWhole("2 silos, one killed with a backlog", cluster.Books.Figures(killed));
    }

    [PostgreSqlFact]
    public async Task Paused_silo_that_wakes_up_when_its_lanes_are_elsewhere_changes_nothing_any_more()
    {
        await using var cluster = await StartAsync();
        var loading = cluster.LoadAsync(perSecond: 50, TimeSpan.FromSeconds(50));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var paused = Stopwatch.GetTimestamp();
        cluster.Nodes[0].Pause();
        await Task.Delay(TimeSpan.FromSeconds(40));
        cluster.Nodes[0].Resume();
        await loading;
        await cluster.SettleAsync();

        ShouldBeWhole("2 silos, one paused for 40 s", cluster.Books.Figures(paused), inHand: OneBatch);
    }

    private async Task<RunningCluster> StartAsync()
    {
        await MembershipTables.CreateAsync(fixture.Server.ConnectionString);
        return await RunningCluster.StartAsync(fixture.Server, nodes: 2, Lease);
    }

    /// <param name="what">What was done.</param>
    /// <param name="figures">What the target counted.</param>
    /// <param name="inHand">
    /// Writes that a process may hold when it is stopped between its last look at the lease and the socket. It sends them when it wakes up, and nobody but a target that
    /// knows keys can refuse them.
    /// </param>
    private void ShouldBeWhole(string what, ClusterFigures figures, int inHand = 0)
    {
        output.WriteLine($"{what}: {figures}");
        figures.Lost.Should().Be(0);
        figures.Duplicates.Should().BeLessThanOrEqualTo(inHand);
        figures.Inversions.Should().BeLessThanOrEqualTo(figures.Duplicates);
    }
}
