using Microsoft.Data.Sqlite;

namespace ErpSync.Storage.Sqlite.Tests;

public sealed class SqliteFaultTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    private SqliteStoreOptions Options => new() { Path = _folder.File("store.db"), BusyTimeout = TimeSpan.FromMilliseconds(50) };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Missing_file_names_the_call_that_creates_it_and_is_not_created_by_the_way()
    {
        await using var store = new SqliteSyncStore(Options);

        (await FaultAsync(() => store.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1001").And.Contain(Options.Path).And.Contain("MigrateAsync");
        (await FaultAsync(() => store.AppendAsync([], null, None).AsTask())).Should().StartWith("ESY1001");
        File.Exists(Options.Path).Should().BeFalse();
    }

    [Fact]
    public async Task Store_can_be_used_once_the_schema_was_created_later()
    {
        await using var store = new SqliteSyncStore(Options);
        await FaultAsync(() => store.AppendAsync([], null, None).AsTask());

        await store.MigrateAsync(None);
        await store.MigrateAsync(None);

        await store.CheckSchemaAsync(None);
        (await store.CountAsync(None)).Accepted.Should().Be(0);
    }

    [Fact]
    public async Task Missing_folder_is_named()
    {
        await using var store = new SqliteSyncStore(Options with { Path = _folder.File(Path.Combine("none", "store.db")) });

        (await FaultAsync(() => store.MigrateAsync(None).AsTask())).Should().StartWith("ESY1016").And.Contain("folder");
    }

    [Fact]
    public async Task Newer_schema_is_refused_and_left_alone()
    {
        await MigratedAsync();
        Execute("INSERT INTO schema_versions VALUES (99, 256)");
        await using var store = new SqliteSyncStore(Options);

        (await FaultAsync(() => store.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1003").And.Contain("99");
        (await FaultAsync(() => store.MigrateAsync(None).AsTask())).Should().StartWith("ESY1003");
    }

    [Fact]
    public async Task Something_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Options.Path, new string('x', 5000));
        await using var store = new SqliteSyncStore(Options);

        (await FaultAsync(() => store.MigrateAsync(None).AsTask())).Should().StartWith("ESY1011").And.Contain(Options.Path);
        (await FaultAsync(() => store.CountAsync(None).AsTask())).Should().StartWith("ESY1011");
    }

    [Fact]
    public async Task Database_of_something_else_is_left_alone()
    {
        Execute("CREATE TABLE invoices (id INTEGER)", SqliteOpenMode.ReadWriteCreate);
        await using var store = new SqliteSyncStore(Options);

        (await FaultAsync(() => store.MigrateAsync(None).AsTask())).Should().StartWith("ESY1004");
        (await FaultAsync(() => store.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1004");
    }

    [Fact]
    public async Task Other_number_of_lanes_is_refused_with_the_right_one()
    {
        await MigratedAsync();
        await using var store = new SqliteSyncStore(Options with { LaneCount = 64 });

        (await FaultAsync(() => store.CheckSchemaAsync(None).AsTask())).Should().StartWith("ESY1005").And.Contain("256");
    }

    [Fact]
    public async Task Lock_of_another_program_is_named_and_passes()
    {
        await MigratedAsync();
        await using var store = new SqliteSyncStore(Options);
        using (var other = Open(SqliteOpenMode.ReadWrite))
        {
            using var transaction = other.BeginTransaction(deferred: false);
            (await FaultAsync(() => store.AppendAsync([Signal("1")], null, None).AsTask())).Should().StartWith("ESY1015").And.Contain("BusyTimeout");
        }

        (await store.AppendAsync([Signal("1")], null, None)).Should().ContainSingle().Which.IsDuplicate.Should().BeFalse();
    }

    [Fact]
    public async Task Full_disk_refuses_the_step_and_keeps_what_was_there()
    {
        await MigratedAsync();
        await using var store = new SqliteSyncStore(Options with { MaxDatabasePages = 60 });
        await store.AppendAsync([Signal("1")], null, None);

        var fault = await FaultAsync(() => store.AppendAsync([Signal("2") with { Body = new byte[1 << 20] }], null, None).AsTask());

        fault.Should().StartWith("ESY1014").And.Contain(Options.Path);
        (await store.CountAsync(None)).Waiting.Should().Be(1);
        (await store.AppendAsync([Signal("3")], null, None)).Should().ContainSingle();
    }

    [Fact]
    public async Task Second_owner_is_refused_until_the_first_has_ended()
    {
        await MigratedAsync();
        await using var store = new SqliteSyncStore(Options);
        await using var second = new SqliteSyncStore(Options);
        using var stop = new CancellationTokenSource();
        var owner = new SqliteLaneOwnership(store).WatchAsync(stop.Token).GetAsyncEnumerator(None);
        (await owner.MoveNextAsync()).Should().BeTrue();
        var first = owner.Current.Gained;

        var fault = await FaultAsync(() => FirstAsync(second));
        await stop.CancelAsync();
        await owner.DisposeAsync();
        var gained = await FirstAsync(second);

        fault.Should().StartWith("ESY1006").And.Contain(Options.Path + ".lock").And.Contain("Stop that process");
        gained.Should().HaveCount(256).And.OnlyContain(grant => grant.Epoch == first[grant.Lane].Epoch + 1);
    }

    [Fact]
    public async Task Epochs_raised_by_another_process_fence_this_one()
    {
        await MigratedAsync();
        await using var paused = new SqliteSyncStore(Options);
        await using var next = new SqliteSyncStore(Options);
        var old = await paused.RaiseEpochsAsync(None);
        var sequence = (await paused.AppendAsync([Signal("1")], null, None))[0].Sequence;
        await next.RaiseEpochsAsync(None);

        var lane = LaneHash.Of(Signal("1").Subject, 256);
        var outcome = await paused.CommitAsync(
            [new SubjectCommit { Subject = Signal("1").Subject, Lane = old[lane], Transition = SubjectTransition.Complete, ThroughSequence = sequence, At = default }], None);

        outcome.Should().Equal(CommitOutcome.Fenced);
    }

    [Fact]
    public async Task What_another_connection_wrote_is_seen_by_the_next_step()
    {
        await MigratedAsync();
        await using var first = new SqliteSyncStore(Options);
        await using var second = new SqliteSyncStore(Options);
        var lanes = await first.RaiseEpochsAsync(None);
        await first.AppendAsync([Signal("1")], null, None);
        await second.AppendAsync([Signal("1") with { DeliveryId = "e" }], null, None);

        var last = (await first.AppendAsync([Signal("1") with { DeliveryId = "f" }], null, None))[0].Sequence;
        var lane = lanes[LaneHash.Of(Signal("1").Subject, 256)];
        await first.CommitAsync(
            [new SubjectCommit { Subject = Signal("1").Subject, Lane = lane, Transition = SubjectTransition.Complete, ThroughSequence = last, Outcome = SignalOutcome.Unchanged, At = default }], None);

        var counts = await second.CountAsync(None);
        (counts.Accepted, counts.Unchanged, counts.Superseded, counts.Waiting).Should().Be((3, 1, 2, 0));
    }

    [Fact]
    public void Wrong_settings_are_all_named_at_once()
    {
        var act = () => new SqliteSyncStore(new SqliteStoreOptions { Path = " ", LaneCount = 0, MaxReaders = 65, BusyTimeout = TimeSpan.FromDays(1) });

        act.Should().Throw<ArgumentException>().Which.Message.Should().Contain("Path").And.Contain("LaneCount is 0").And.Contain("MaxReaders is 65").And.Contain("BusyTimeout");
    }

    private static NewSignal Signal(string id) => new(new SubjectKey("flow", id), "s", "d", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static async Task<IReadOnlyList<LaneGrant>> FirstAsync(SqliteSyncStore store)
    {
        await foreach (var change in new SqliteLaneOwnership(store).WatchAsync(None))
        {
            return change.Gained;
        }

        return [];
    }

    private static async Task<string> FaultAsync(Func<Task> act) => (await act.Should().ThrowAsync<StoreException>()).Which.Message;

    private async Task MigratedAsync()
    {
        await using var store = new SqliteSyncStore(Options);
        await store.MigrateAsync(None);
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Options.Path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private void Execute(string sql, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        using var connection = Open(mode);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this class only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
