using System.Diagnostics;
using ErpSync.Storage.PostgreSql.Tests.Cluster;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Xunit.Abstractions;

namespace ErpSync.Storage.PostgreSql.Tests;

/// <summary>
/// Several hosts as processes on one database, and what an operating system and a network do to them. The target counts: nothing may be lost, made twice or overtaken.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class ClusterTests(ServerFixture fixture, ITestOutputHelper output)
{
    /// <summary>Writes of one call to the target.</summary>
    private const int OneBatch = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>Two nodes; three as well when ERPSYNC_CHAOS is 1.</summary>
    public static TheoryData<int> NodeCounts => Environment.GetEnvironmentVariable("ERPSYNC_CHAOS") == "1" ? [2, 3] : [2];

    [PostgreSqlTheory]
    [MemberData(nameof(NodeCounts))]
    public async Task Killed_node_under_steady_load_is_replaced_within_its_lease(int nodes)
    {
        await using var cluster = await RunningCluster.StartAsync(fixture.Server, nodes, Lease);
        var loading = cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(14));
        await Task.Delay(TimeSpan.FromSeconds(4));

        var orphans = await cluster.KeysOfAsync("node-0");
        var killed = Stopwatch.GetTimestamp();
        cluster.Nodes[0].KillNow();
        await loading;
        await cluster.SettleAsync();

        // What the keys of the living wait is the machine's own slowness: a dead node's keys may wait for the lease on top of it.
        var figures = cluster.Books.Figures(killed);
        var usual = figures.Silences.Where(pair => !orphans.Contains(pair.Key)).Max(pair => pair.Value);
        output.WriteLine($"{nodes} nodes, one killed under 100/s: {figures}; of a living node's key {usual.TotalSeconds:F2} s");
        ShouldBeWhole(figures);
        figures.Silence.Should().BeLessThan(TimeSpan.FromSeconds(6) + usual);
    }

    [PostgreSqlTheory]
    [MemberData(nameof(NodeCounts))]
    public async Task Killed_node_with_a_backlog_loses_doubles_and_overtakes_nothing(int nodes)
    {
        await using var cluster = await RunningCluster.StartAsync(fixture.Server, nodes, Lease);
        cluster.Books.Delay = TimeSpan.FromMilliseconds(250);
        await cluster.ChangeAsync(from: 0, count: 2_000);
        await cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(2));
        cluster.Books.Written.Should().BeLessThan(cluster.Books.Total, "there is a backlog when the node is killed");

        var killed = Stopwatch.GetTimestamp();
        cluster.Nodes[0].KillNow();
        cluster.Books.Delay = TimeSpan.FromMilliseconds(5);
        await cluster.SettleAsync();

        var figures = cluster.Books.Figures(killed);
        output.WriteLine($"{nodes} nodes, one killed with a backlog: {figures}");
        ShouldBeWhole(figures);
    }

    [PostgreSqlFact]
    public async Task Paused_node_that_wakes_up_after_its_lease_changes_nothing_that_is_not_its_own()
    {
        await using var cluster = await RunningCluster.StartAsync(fixture.Server, nodes: 2, Lease);
        var loading = cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(18));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var paused = Stopwatch.GetTimestamp();
        cluster.Nodes[0].Pause();
        await Task.Delay(Lease + TimeSpan.FromSeconds(4));
        cluster.Nodes[0].Resume();
        await loading;
        await cluster.SettleAsync();

        var figures = cluster.Books.Figures(paused);
        output.WriteLine($"2 nodes, one paused for 9 s: {figures}");
        ShouldBeWhole(figures, inHand: OneBatch);
    }

    [PostgreSqlFact]
    public async Task Restarted_database_costs_a_pause_and_nothing_else()
    {
        using var server = await TestServer.StartOwnAsync();
        await using var cluster = await RunningCluster.StartAsync(server, nodes: 2, Lease);
        var started = Stopwatch.GetTimestamp();
        var loading = cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(12));
        foreach (var how in (string[])["restart", "crash"])
        {
            await Task.Delay(TimeSpan.FromSeconds(4));
            server.Tell(how);
        }

        await loading;
        await cluster.SettleAsync();

        var figures = cluster.Books.Figures(started);
        output.WriteLine($"2 nodes, the database restarted and crashed: {figures}");
        ShouldBeWhole(figures);
    }

    [PostgreSqlFact]
    public async Task Connections_that_are_cut_in_the_middle_of_anything_lose_and_double_nothing()
    {
        await using var cluster = await RunningCluster.StartAsync(fixture.Server, nodes: 2, Lease, proxied: true);
        var started = Stopwatch.GetTimestamp();
        var loading = cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(16));
        for (var n = 0; n < 12; n++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(400));
            cluster.Proxies[n % 2].CutAll();
        }

        // One node is without its database for longer than its lease.
        cluster.Proxies[0].IsCut = true;
        cluster.Proxies[0].CutAll();
        await Task.Delay(Lease + TimeSpan.FromSeconds(2));
        cluster.Proxies[0].IsCut = false;
        await loading;
        await cluster.SettleAsync();

        var figures = cluster.Books.Figures(started);
        output.WriteLine($"2 nodes, {cluster.Proxies.Sum(proxy => proxy.Cuts)} connections cut: {figures}");
        ShouldBeWhole(figures);
    }

    [MovedClockFact]
    public async Task Clock_of_a_node_that_is_moved_moves_no_lease_and_loses_nothing()
    {
        using var clock = new MovedClock();
        await using var cluster = await RunningCluster.StartAsync(fixture.Server, nodes: 2, Lease, clock: clock);
        var started = Stopwatch.GetTimestamp();
        var loading = cluster.LoadAsync(perSecond: 100, TimeSpan.FromSeconds(12));
        var before = await cluster.KeysOfAsync("node-0");
        foreach (var by in (string[])["+7200", "+3600"])
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            clock.Move(by);
        }

        await loading;
        (await cluster.KeysOfAsync("node-0")).Should().BeEquivalentTo(before, "leases run on the database's clock");
        clock.Move("+7200");
        await cluster.SettleAsync();

        var figures = cluster.Books.Figures(started);
        output.WriteLine($"2 nodes, the clock of one moved by hours: {figures}");
        ShouldBeWhole(figures);
    }

    /// <param name="figures">What the target counted.</param>
    /// <param name="inHand">
    /// Writes that a process may hold when it is stopped between its last look at the lease and the socket. It sends them when it wakes up, and nobody but a target that
    /// knows keys can refuse them.
    /// </param>
    private static void ShouldBeWhole(ClusterFigures figures, int inHand = 0)
    {
        figures.Lost.Should().Be(0);
        figures.Duplicates.Should().BeLessThanOrEqualTo(inHand);
        figures.Inversions.Should().BeLessThanOrEqualTo(figures.Duplicates);
    }
}
