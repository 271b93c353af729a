namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>A real disk that is full or read-only.</summary>
public sealed class SqliteDiskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SmallDiskFact]
    public async Task Full_disk_refuses_steps_keeps_what_was_acknowledged_and_goes_on_when_there_is_room()
    {
        using var disk = new SmallDisk(megabytes: 4);
        var ballast = disk.File("ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1 << 20]);
        await using var store = new SqliteSyncStore(new SqliteStoreOptions { Path = disk.File("store.db"), CheckpointPages = 100 });
        await store.MigrateAsync(None);

        var accepted = 0;
        var refused = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            while (true)
            {
                await store.AppendAsync([Signal(accepted + 1)], null, None);
                accepted++;
            }
        });
        var counts = await store.CountAsync(None);
        File.Delete(ballast);
        var next = await store.AppendAsync([Signal(accepted + 1)], null, None);

        refused.Code.Should().BeOneOf("ESY1014", "ESY1017");
        accepted.Should().BePositive();
        counts.Waiting.Should().Be(accepted);
        next[0].IsDuplicate.Should().BeFalse("the refused step left nothing behind");
        (await store.CountAsync(None)).Waiting.Should().Be(accepted + 1);
    }

    [SmallDiskFact]
    public async Task Read_only_disk_is_named_and_work_goes_on_when_it_is_writable_again()
    {
        using var disk = new SmallDisk(megabytes: 8);
        var options = new SqliteStoreOptions { Path = disk.File("store.db") };
        await using (var first = new SqliteSyncStore(options))
        {
            await first.MigrateAsync(None);
            await first.AppendAsync([Signal(1)], null, None);
        }

        disk.MakeReadOnly();
        await using var store = new SqliteSyncStore(options);
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await store.AppendAsync([Signal(2)], null, None));
        disk.MakeWritable();

        refused.Code.Should().BeOneOf("ESY1013", "ESY1016");
        refused.Message.Should().Contain(options.Path);
        await store.AppendAsync([Signal(2)], null, None);
        (await store.CountAsync(None)).Waiting.Should().Be(2);
    }

    private static NewSignal Signal(int n) =>
        new(new SubjectKey("flow", $"{n}"), "s", $"{n}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) { Body = new byte[8_000] };
}
