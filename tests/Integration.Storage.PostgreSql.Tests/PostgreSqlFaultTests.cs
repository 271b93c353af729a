using ErpSync.Storage.PostgreSql.Tests.Server;
using Npgsql;

namespace ErpSync.Storage.PostgreSql.Tests;

[Collection(ServerCollection.Name)]
public sealed class PostgreSqlFaultTests(ServerFixture fixture) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private PostgreSqlStoreHost _host = null!;

    private PostgreSqlStoreOptions Options => _host.Options;

    public Task InitializeAsync()
    {
        _host = TestServer.Missing is null ? new PostgreSqlStoreHost(fixture.Server) : null!;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task Missing_schema_names_the_call_that_creates_it_and_the_store_can_be_used_once_it_is_there()
    {
        await using var store = new PostgreSqlSyncStore(Options);

        (await FaultAsync(() => store.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1031").And.Contain(Options.Schema).And.Contain("MigrateAsync");
        (await FaultAsync(() => store.AppendAsync([Signal("1")], null, None).AsTask())).Should().StartWith("ESY1031");
        await store.MigrateAsync(None);
        await store.MigrateAsync(None);

        (await store.AppendAsync([Signal("1")], null, None)).Should().ContainSingle();
    }

    [PostgreSqlFact]
    public async Task Nodes_that_migrate_at_the_same_time_do_not_disturb_each_other()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => new PostgreSqlSyncStore(Options)).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(async () => await store.MigrateAsync(None))));

        foreach (var store in stores)
        {
            await store.CheckSchemaAsync(None);
            await store.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task Newer_schema_is_refused_and_left_alone()
    {
        await MigrateAsync();
        await ExecuteAsync("INSERT INTO {0}.schema_versions VALUES (99, 256, 'default')");
        await using var store = new PostgreSqlSyncStore(Options);

        (await FaultAsync(() => store.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1033").And.Contain("99");
        (await FaultAsync(() => store.MigrateAsync(None).AsTask())).Should().StartWith("ESY1033");
    }

    [PostgreSqlFact]
    public async Task Schema_of_something_else_is_left_alone()
    {
        await ExecuteAsync("CREATE SCHEMA {0}; CREATE TABLE {0}.invoices (id int)");
        await using var store = new PostgreSqlSyncStore(Options);

        (await FaultAsync(() => store.MigrateAsync(None).AsTask())).Should().StartWith("ESY1034");
    }

    [PostgreSqlFact]
    public async Task Node_of_another_installation_or_with_another_number_of_lanes_is_refused_with_the_right_value()
    {
        await MigrateAsync();
        await using var other = new PostgreSqlSyncStore(Options with { Cluster = "staging" });
        await using var narrow = new PostgreSqlSyncStore(Options with { LaneCount = 64 });

        (await FaultAsync(() => other.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1036").And.Contain("'staging'").And.Contain("'default'");
        (await FaultAsync(() => narrow.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1035").And.Contain("256");
    }

    [PostgreSqlFact]
    public async Task Server_that_does_not_answer_is_named_without_its_password()
    {
        await using var store = new PostgreSqlSyncStore(new PostgreSqlStoreOptions
        {
            ConnectionString = $"Host=127.0.0.1;Port={TestServer.FreePort()};Username=u;Password=topsecret;Database=shop",
            RetryTime = TimeSpan.Zero,
        });

        var fault = await FaultAsync(() => store.CheckSchemaAsync(None).AsTask());

        fault.Should().StartWith("ESY1041").And.Contain("shop at 127.0.0.1").And.NotContain("topsecret");
    }

    [PostgreSqlFact]
    public async Task Text_that_cannot_be_stored_refuses_its_own_call_alone()
    {
        await MigrateAsync();
        await using var store = new PostgreSqlSyncStore(Options);

        var calls = Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
        {
            var id = n % 5 == 0 ? $"broken\0{n}" : $"{n}";
            return n % 5 == 0
                ? await FaultAsync(() => store.AppendAsync([Signal(id)], null, None).AsTask())
                : (await store.AppendAsync([Signal(id)], null, None))[0].IsDuplicate ? "duplicate" : "accepted";
        }));

        var answers = await Task.WhenAll(calls);
        answers.Count(answer => answer == "accepted").Should().Be(16);
        answers.Count(answer => answer.StartsWith("ESY1043", StringComparison.Ordinal)).Should().Be(4);
        (await store.CountAsync(None)).Waiting.Should().Be(16);
    }

    [PostgreSqlFact]
    public async Task Connections_that_are_cut_again_and_again_lose_and_double_nothing()
    {
        await MigrateAsync();
        await using var store = new PostgreSqlSyncStore(Options);
        var writing = Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            var sequences = new List<long>();
            for (var n = 0; n < 80; n++)
            {
                sequences.Add((await store.AppendAsync([Signal("shared", $"{writer}-{n}"), Signal($"{writer}-{n}")], null, None))[0].Sequence);
            }

            return sequences;
        })).ToList();
        var cut = 0L;
        for (var cuts = 0; cuts < 12 && !writing.TrueForAll(task => task.IsCompleted); cuts++)
        {
            cut += await ExecuteAsync(
                $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'ErpSync {Options.NodeName}'");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        var writers = await Task.WhenAll(writing);
        cut.Should().BePositive();
        writers.Should().AllSatisfy(sequences => sequences.Should().BeInAscendingOrder());
        writers.SelectMany(sequences => sequences).Should().OnlyHaveUniqueItems().And.NotContain(0, "no call saw its own first attempt as a repetition");
        (await store.CountAsync(None)).Waiting.Should().Be(6 * 80 * 2);
    }

    [PostgreSqlFact]
    public async Task Nothing_stays_behind_in_a_session()
    {
        await MigrateAsync();
        await using var store = new PostgreSqlSyncStore(Options with { ConnectionString = Options.ConnectionString + ";Maximum Pool Size=1", UseNotifications = false });
        await store.AppendAsync([Signal("1")], new CheckpointWrite("sweep", new("a")), None);
        await store.CountAsync(None);
        await store.SearchAsync(new SubjectQuery("1"), None);

        await using var session = await store.Database.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT count(*) FROM pg_prepared_statements) + (SELECT count(*) FROM pg_listening_channels()) + (SELECT count(*) FROM pg_cursors WHERE is_holdable)
                + (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
                + (SELECT count(*) FROM pg_settings WHERE name IN ('enable_seqscan', 'jit', 'idle_in_transaction_session_timeout', 'search_path') AND source = 'session')
            """,
            session);
        (await command.ExecuteScalarAsync()).Should().Be(0L);
    }

    [PostgreSqlFact]
    public async Task Another_node_is_told_of_new_work()
    {
        await MigrateAsync();
        await using var intake = new PostgreSqlSyncStore(Options);
        await using var worker = new PostgreSqlSyncStore(Options);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var told = Task.Run(async () =>
        {
            await foreach (var change in new PostgreSqlLaneOwnership(worker).WatchAsync(limit.Token))
            {
                if (change is { Gained.Count: 0, Lost.Count: 0 })
                {
                    return true;
                }
            }

            return false;
        });

        for (var n = 0; !told.IsCompleted; n++)
        {
            await intake.AppendAsync([Signal($"{n}")], null, limit.Token);
            await Task.WhenAny(told, Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token));
        }

        (await told).Should().BeTrue();
    }

    [Fact]
    public void Wrong_settings_are_all_named_at_once()
    {
        var act = () => new PostgreSqlSyncStore(new PostgreSqlStoreOptions
        {
            ConnectionString = "Hst=x",
            Schema = "Erp-Sync",
            Cluster = "",
            LaneCount = 0,
            LeaseTime = TimeSpan.Zero,
            RetryTime = TimeSpan.FromDays(1),
        });

        act.Should().Throw<ArgumentException>().Which.Message.Should().Contain("ConnectionString").And.Contain("Schema is 'Erp-Sync'").And.Contain("Cluster")
            .And.Contain("LaneCount is 0").And.Contain("LeaseTime").And.Contain("RetryTime");
    }

    private static NewSignal Signal(string id, string delivery = "d") => new(new SubjectKey("flow", id), "s", delivery, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static async Task<string> FaultAsync(Func<Task> act) => (await act.Should().ThrowAsync<StoreException>()).Which.Message;

    private async Task MigrateAsync()
    {
        await using var store = new PostgreSqlSyncStore(Options);
        await store.MigrateAsync(None);
    }

    private async Task<long> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Options.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Texts of this class only.
        await using var command = new NpgsqlCommand(sql.Replace("{0}", Options.Schema, StringComparison.Ordinal), connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }
}
