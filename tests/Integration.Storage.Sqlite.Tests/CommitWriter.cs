namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>Commits one signal after the other and says which are acknowledged, until it is killed.</summary>
internal static class CommitWriter
{
    /// <summary>Most signals, so that a writer that nobody kills ends by itself.</summary>
    public const int Most = 40;

    public static SqliteStoreOptions Options(string path) => new() { Path = path, Synchronous = SqliteSynchronous.Full, CheckpointPages = 12 };

    public static NewSignal Signal(int number) =>
        new(new SubjectKey("flow", $"{number % 5}"), "s", $"{number}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) { Body = new byte[3_000] };

    public static async Task<int> RunAsync(string path)
    {
        await using var store = new SqliteSyncStore(Options(path));
        for (var number = 1; number <= Most; number++)
        {
            await store.AppendAsync([Signal(number)], null, CancellationToken.None);
            Console.WriteLine(number);
        }

        return 0;
    }
}
