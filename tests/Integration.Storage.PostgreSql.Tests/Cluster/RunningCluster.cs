using System.Diagnostics;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Npgsql;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>Nodes as processes, the books they write, and an intake in the test's own process that owns no lanes.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private const int Keys = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly PostgreSqlSyncStore _intake;

    private readonly NpgsqlDataSource _database;

    private RunningCluster(Books books, PostgreSqlSyncStore intake) =>
        (Books, _intake, _database) = (books, intake, NpgsqlDataSource.Create(intake.Options.ConnectionString));

    public Books Books { get; }

    public List<NodeProcess> Nodes { get; } = [];

    public List<TcpProxy> Proxies { get; } = [];

    public static async Task<RunningCluster> StartAsync(TestServer server, int nodes, TimeSpan lease, bool proxied = false, MovedClock? clock = null)
    {
        var options = new PostgreSqlStoreOptions
        {
            ConnectionString = server.ConnectionString,
            Schema = server.NewSchema(),
            LeaseTime = lease,
            NodeName = "intake",
            RetryTime = TimeSpan.FromSeconds(60),
        };
        var cluster = new RunningCluster(new Books(TestServer.FreePort(), TimeSpan.FromMilliseconds(5)), new PostgreSqlSyncStore(options));
        try
        {
            await cluster._intake.MigrateAsync(CancellationToken.None);
            for (var n = 0; n < nodes; n++)
            {
                var place = new NpgsqlConnectionStringBuilder(server.ConnectionString);
                if (proxied)
                {
                    cluster.Proxies.Add(new TcpProxy(place.Port));
                    place.Port = cluster.Proxies[n].Port;
                }

                cluster.Nodes.Add(await NodeProcess.StartAsync(
                    ClusterNode.Arguments(place.ConnectionString, options.Schema, cluster.Books.Address, lease, $"node-{n}"), n == 0 ? clock?.Environment : null));
            }

            await cluster.UntilSharedAsync(nodes);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Changes one key after the other at a steady pace and signals every change; what became due while the database was away comes at once.</summary>
    public async Task LoadAsync(int perSecond, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var sent = 0;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var due = (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond) - sent;
            if (due == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
                continue;
            }

            await ChangeAsync(sent, due);
            sent += due;
        }
    }

    /// <summary>Changes and signals at once.</summary>
    public Task ChangeAsync(int from, int count) => _intake.AppendAsync([.. Enumerable.Range(from, count).Select(n =>
    {
        var key = $"key-{n % Keys}";
        var now = TimeProvider.System.GetUtcNow();
        return new NewSignal(RevisionFlow.Subject(key), "test", $"{Books.Change(key)}", now, now);
    })], null, CancellationToken.None).AsTask();

    /// <summary>Waits until nothing waits any more.</summary>
    public async Task SettleAsync()
    {
        var started = Stopwatch.GetTimestamp();
        StoreCounts counts;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            counts = await _intake.CountAsync(CancellationToken.None);
            (counts.Applied + counts.Unchanged + counts.Superseded + counts.Waiting + counts.Cased).Should().Be(counts.Accepted, "nothing vanishes (G1)");
        }
        while ((counts.Waiting > 0 || counts.PendingEffects > 0) && Stopwatch.GetElapsedTime(started) < Patience);

        counts.Should().BeEquivalentTo(new { Waiting = 0L, Cased = 0L, PendingEffects = 0L }, "everything comes to its end; {0}", counts);
    }

    /// <summary>Keys whose lanes a node owns now.</summary>
    public async Task<IReadOnlySet<string>> KeysOfAsync(string node)
    {
        var lanes = new HashSet<int>();
        var schema = _intake.Options.Schema;
#pragma warning disable CA2100 // The schema's name is made by these tests.
        await using var command = _database.CreateCommand($"SELECT lane FROM {schema}.lanes JOIN {schema}.nodes ON id = owner WHERE name = $1");
#pragma warning restore CA2100
        command.Parameters.AddWithValue(node);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            lanes.Add(row.GetInt32(0));
        }

        return Enumerable.Range(0, Keys).Select(n => $"key-{n}").Where(key => lanes.Contains(LaneHash.Of(RevisionFlow.Subject(key), _intake.LaneCount))).ToHashSet();
    }

    public async ValueTask DisposeAsync()
    {
        Nodes.ForEach(node => node.Dispose());
        Proxies.ForEach(proxy => proxy.Dispose());
        Books.Dispose();
        await _intake.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task UntilSharedAsync(int nodes)
    {
        var schema = _intake.Options.Schema;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            foreach (var node in Nodes)
            {
                await node.ShouldRunAsync();
            }

#pragma warning disable CA2100 // The schema's name is made by these tests.
            await using var command = _database.CreateCommand(
                $"SELECT count(*) FROM (SELECT count(*) AS lanes FROM {schema}.lanes WHERE owner IS NOT NULL GROUP BY owner) o WHERE o.lanes >= 256 / {nodes}");
#pragma warning restore CA2100
            if (await command.ExecuteScalarAsync() is long shared && shared == nodes)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new InvalidOperationException("The nodes did not share the lanes in time.");
    }
}
