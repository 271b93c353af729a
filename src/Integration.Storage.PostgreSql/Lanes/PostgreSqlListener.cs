namespace ErpSync.Storage.PostgreSql;

/// <summary>Hears what other nodes tell, on a connection of its own. Without it everything works, a little later.</summary>
internal sealed class PostgreSqlListener(PostgreSqlDatabase database, Action<string> heard)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var source = database.BuildListening();
        await using var _ = source.ConfigureAwait(false);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var connection = await source.OpenConnectionAsync(ct).ConfigureAwait(false);
                await using var __ = connection.ConfigureAwait(false);
                connection.Notification += (_, told) => heard(told.Payload);
                var script = new PostgreSqlScript(database);
                script.Add(database.Dialect.Listen);
                await script.RunAsync(connection, ct).ConfigureAwait(false);
                while (true)
                {
                    await connection.WaitAsync(ct).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (PostgreSqlFaults.IsAway(fault))
            {
                await Task.Delay(Reconnect, database.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
