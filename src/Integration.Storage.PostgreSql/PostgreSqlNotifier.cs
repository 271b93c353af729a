using System.Threading.Channels;

namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// Tells other nodes that there is work for them, after the commit and never more often than the options say: a NOTIFY within every insert would make the
/// database commit one after the other. A lost notification only means that polling finds the work.
/// </summary>
internal sealed class PostgreSqlNotifier : IAsyncDisposable
{
    /// <summary>Payload: signals were accepted.</summary>
    public const string Work = "work";

    /// <summary>Payload: lanes are free.</summary>
    public const string Lanes = "lanes";

    private readonly PostgreSqlDatabase _database;
    private readonly Channel<string> _pending = Channel.CreateBounded<string>(new BoundedChannelOptions(2) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private HashSet<int> _own = [];

    public PostgreSqlNotifier(PostgreSqlDatabase database)
    {
        _database = database;
        _loop = database.Options.UseNotifications ? Task.Run(LoopAsync) : Task.CompletedTask;
    }

    /// <summary>Lanes this process works itself: it needs no notification about them.</summary>
    public void Own(IEnumerable<int> lanes) => Volatile.Write(ref _own, [.. lanes]);

    /// <summary>Signals were accepted for these lanes.</summary>
    public void Accepted(HashSet<int> lanes)
    {
        if (lanes.Count > 0 && !lanes.IsSubsetOf(Volatile.Read(ref _own)))
        {
            _pending.Writer.TryWrite(Work);
        }
    }

    /// <summary>Lanes were given up.</summary>
    public void Released() => _pending.Writer.TryWrite(Lanes);

    public async ValueTask DisposeAsync()
    {
        if (!_pending.Writer.TryComplete())
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        await foreach (var payload in _pending.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            try
            {
                var script = new PostgreSqlScript(_database);
                script.Read(PostgreSqlDialect.Notify, _ => { }, PostgreSqlScript.Of(_database.Dialect.Channel), PostgreSqlScript.Of(payload));
                var connection = await _database.Source.OpenConnectionAsync(_stop.Token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    await script.RunAsync(connection, _stop.Token).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (PostgreSqlFaults.IsAway(fault))
            {
                // Polling finds the work; the next one tries again.
            }

            await Task.Delay(_database.Options.NotifyInterval, _database.Time, _stop.Token).ConfigureAwait(false);
        }
    }
}
