using System.Runtime.CompilerServices;

namespace ErpSync.Storage.Sqlite;

/// <summary>
/// All lanes for one process. An exclusive lock of the operating system on <c>&lt;database&gt;.lock</c> proves that it is the only one; the system releases it when
/// the process ends, however it ends. Every start raises the epochs of all lanes.
/// </summary>
/// <param name="store">Store.</param>
public sealed class SqliteLaneOwnership(SqliteSyncStore store) : ILaneOwnership
{
    /// <summary>The file that is locked.</summary>
    public string LockPath => store.Options.Path + ".lock";

    /// <inheritdoc />
    public async IAsyncEnumerable<LaneChange> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var held = Lock();
        var grants = await store.RaiseEpochsAsync(ct);
        yield return new LaneChange(grants, []);
        await new TaskCompletionSource().Task.WaitAsync(ct);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private FileStream Lock()
    {
        try
        {
            return new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw SqliteFaults.LockUnusable(LockPath, denied);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw SqliteFaults.LockUnusable(LockPath, missing);
        }
        catch (IOException taken)
        {
            throw SqliteFaults.Owned(store.Options.Path, LockPath, taken);
        }
    }
}
