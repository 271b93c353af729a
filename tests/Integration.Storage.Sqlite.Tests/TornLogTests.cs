namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>A write-ahead log that ends anywhere: what was complete before the tear is there, the rest is as if it had not happened.</summary>
public sealed class TornLogTests : IDisposable
{
    private const int Commits = 30;
    private readonly TemporaryFolder _folder = new();
    private int _copies;

    private SqliteStoreOptions Options => new() { Path = _folder.File("store.db"), CheckpointPages = 1_000_000 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Log_torn_at_any_place_keeps_every_commit_that_was_complete_before_it()
    {
        await using var store = new SqliteSyncStore(Options);
        await store.MigrateAsync(CancellationToken.None);
        var complete = new List<long>();
        for (var n = 1; n <= Commits; n++)
        {
            await store.AppendAsync([Signal(n)], null, CancellationToken.None);
            complete.Add(new FileInfo(Options.Path + "-wal").Length);
        }

        var end = complete[^1];
        var tears = Enumerable.Range(0, 60).Select(n => end * n / 59).Concat(complete).Concat(complete.Select(length => length - 1)).Distinct();
        foreach (var tear in tears)
        {
            await using var torn = new SqliteSyncStore(Options with { Path = CopyWithLogOf(tear) });
            var before = complete.Count(length => length <= tear);

            // The schema itself lies in the log, before the first commit.
            if (before == 0)
            {
                await torn.MigrateAsync(CancellationToken.None);
            }

            var counts = await torn.CountAsync(CancellationToken.None);
            counts.Accepted.Should().BeGreaterThanOrEqualTo(before, "the log ends at byte {0}", tear);
            counts.Waiting.Should().Be(counts.Accepted);
            (await torn.AppendAsync([Signal(9_999)], null, CancellationToken.None))[0].IsDuplicate.Should().BeFalse();
        }
    }

    [Fact]
    public async Task Log_with_a_broken_page_keeps_every_commit_before_it_and_nothing_after_it()
    {
        await using var store = new SqliteSyncStore(Options);
        await store.MigrateAsync(CancellationToken.None);
        var complete = new List<long>();
        for (var n = 1; n <= Commits; n++)
        {
            await store.AppendAsync([Signal(n)], null, CancellationToken.None);
            complete.Add(new FileInfo(Options.Path + "-wal").Length);
        }

        foreach (var n in (int[])[5, 15, Commits - 1])
        {
            var copy = CopyWithLogOf(complete[^1]);
            await using (var log = new FileStream(copy + "-wal", FileMode.Open))
            {
                log.Position = complete[n] - 100;
                log.Write(new byte[64].Select((_, index) => (byte)(index % 251)).ToArray());
            }

            await using var broken = new SqliteSyncStore(Options with { Path = copy });
            (await broken.CountAsync(CancellationToken.None)).Waiting.Should().Be(n, "commit {0} is broken", n + 1);
        }
    }

    private static NewSignal Signal(int n) => new(new SubjectKey("flow", $"{n % 4}"), "s", $"{n}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private string CopyWithLogOf(long length)
    {
        var copy = _folder.File($"copy-{++_copies}.db");
        File.Copy(Options.Path, copy);
        File.Copy(Options.Path + "-wal", copy + "-wal");
        using var log = new FileStream(copy + "-wal", FileMode.Open);
        log.SetLength(length);
        return copy;
    }
}
