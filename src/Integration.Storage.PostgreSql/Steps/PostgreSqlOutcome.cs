using Npgsql;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Finds out what became of a commit whose answer was lost.</summary>
internal static class PostgreSqlOutcome
{
    private const string UnderWay = "in progress";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks the database until it knows.</summary>
    /// <exception cref="StoreException">It cannot be reached or does not tell.</exception>
    public static async Task<bool> WasCommittedAsync(PostgreSqlDatabase database, PostgreSqlReceipt receipt, Exception lost)
    {
        // No shorter than a lease: whoever never hears has lost its lanes by then, and the next owner looks after what was taken.
        var limit = database.Options.RetryTime > database.Options.LeaseTime ? database.Options.RetryTime : database.Options.LeaseTime;
        var started = database.Time.GetTimestamp();
        while (database.Time.GetElapsedTime(started) < limit)
        {
            try
            {
                var answer = await database.QueryAsync(
                    PostgreSqlDialect.TransactionStatus, row => row.OptionalText(0), [PostgreSqlScript.Of<string>(receipt.Transaction)], CancellationToken.None)
                    .ConfigureAwait(false);
                if (answer[0] != UnderWay)
                {
                    // Asked for only now: before the end of the transaction nobody sees its receipt.
                    return (await database.QueryAsync(
                        database.Dialect.HasReceipt, row => row.GetBoolean(0), [PostgreSqlScript.Of(receipt.Place), PostgreSqlScript.Of(receipt.Id)],
                        CancellationToken.None).ConfigureAwait(false))[0];
                }
            }
            catch (StoreException future) when (future.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidParameterValue })
            {
                // After a crash the database has never heard of the transaction, so nothing of it was kept.
                return false;
            }

            // The server has not noticed yet that the connection is gone.
            await Task.Delay(Pause, database.Time).ConfigureAwait(false);
        }

        throw PostgreSqlFaults.Unknown(database, lost);
    }
}
