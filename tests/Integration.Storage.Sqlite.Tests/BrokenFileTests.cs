using Microsoft.Data.Sqlite;

namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>A database file that can be opened but not used as it should: read-only, or damaged. What was asked for is refused with a code, never half done.</summary>
public sealed class BrokenFileTests : IDisposable
{
    // Byte 18 of an SQLite file is its write format: above 2 a reader may read it, and nobody may write it, not even the superuser.
    private const int WriteFormatOffset = 18;
    private const int HeaderLength = 100;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    private SqliteStoreOptions Options => new() { Path = _folder.File("store.db"), BusyTimeout = TimeSpan.FromMilliseconds(50) };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_only_file_takes_nothing_in_and_says_why()
    {
        await WithSignalsAsync(1);
        Patch(file => file[WriteFormatOffset] = 3);
        await using var store = new SqliteSyncStore(Options);

        var fault = await FaultAsync(() => store.AppendAsync([Signal(2)], null, None).AsTask());

        fault.Code.Should().Be("ESY1013");
        fault.Message.Should().Contain(Options.Path).And.Contain("read-only");
        Patch(file => file[WriteFormatOffset] = 2);
        await using var writable = new SqliteSyncStore(Options);
        (await writable.AppendAsync([Signal(2)], null, None)).Should().ContainSingle().Which.IsDuplicate.Should().BeFalse("what was refused was not kept");
        (await writable.CountAsync(None)).Accepted.Should().Be(2);
    }

    [Fact]
    public async Task Damaged_file_is_named_and_no_answer_is_made_up()
    {
        await WithSignalsAsync(200);
        Patch(file => Array.Fill(file, (byte)0xA5, HeaderLength, file.Length - HeaderLength));
        await using var store = new SqliteSyncStore(Options);

        var reading = await FaultAsync(() => store.CountAsync(None).AsTask());
        var writing = await FaultAsync(() => store.AppendAsync([Signal(201)], null, None).AsTask());

        reading.Code.Should().Be("ESY1012");
        reading.Message.Should().Contain(Options.Path).And.Contain("damaged").And.Contain("copy");
        writing.Code.Should().Be("ESY1012");
    }

    [Fact]
    public async Task Damage_of_the_data_alone_is_found_when_it_is_read_and_the_copy_works()
    {
        await WithSignalsAsync(200);
        var copy = await File.ReadAllBytesAsync(Options.Path);
        Patch(file => Array.Fill(file, (byte)0xA5, file.Length / 2, file.Length / 2));
        await using (var store = new SqliteSyncStore(Options))
        {
            var fault = await FaultAsync(async () =>
            {
                for (var id = 1; id <= 200; id++)
                {
                    await store.AppendAsync([Signal(id) with { DeliveryId = "again" }], null, None);
                }
            });

            fault.Code.Should().Be("ESY1012");
        }

        DeleteSideFiles();
        await File.WriteAllBytesAsync(Options.Path, copy);
        await using var restored = new SqliteSyncStore(Options);
        (await restored.CountAsync(None)).Accepted.Should().Be(200);
    }

    private static NewSignal Signal(int id) => new(new SubjectKey("flow", $"order-{id}"), "s", $"d-{id}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static async Task<StoreException> FaultAsync(Func<Task> act) => (await act.Should().ThrowAsync<StoreException>()).Which;

    private async Task WithSignalsAsync(int count)
    {
        await using var store = new SqliteSyncStore(Options);
        await store.MigrateAsync(None);
        await store.AppendAsync([.. Enumerable.Range(1, count).Select(Signal)], null, None);
    }

    /// <summary>Changes the file itself, with everything of the log moved into it.</summary>
    private void Patch(Action<byte[]> change)
    {
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Options.Path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        DeleteSideFiles();
        var file = File.ReadAllBytes(Options.Path);
        change(file);
        File.WriteAllBytes(Options.Path, file);
    }

    private void DeleteSideFiles()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(Options.Path + "-wal");
        File.Delete(Options.Path + "-shm");
    }
}
