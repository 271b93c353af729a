using System.Globalization;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Npgsql;

namespace ErpSync.Storage.PostgreSql.Tests;

/// <summary>What the store believes of a commit whose answer was lost.</summary>
public sealed class OutcomeTests
{
    private const string Number = "SELECT pg_current_xact_id()::text";
    private const int MostStrangers = 1_000;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly IOException Lost = new("The connection is gone.");

    [PostgreSqlFact]
    public async Task Number_that_a_stranger_got_after_a_crash_does_not_make_a_lost_transaction_kept()
    {
        using var server = await TestServer.StartOwnAsync();
        await using var store = await MigratedAsync(server);
        var lost = await CrashAsync(server);
        var number = 0L;
        for (var n = 0; number < lost && n < MostStrangers; n++)
        {
            number = long.Parse((await store.Database.QueryAsync(Number, row => row.GetString(0), [], None))[0], CultureInfo.InvariantCulture);
        }

        number.Should().BeGreaterThanOrEqualTo(lost, "the database gives the number again, here or to a task of its own");
        (await PostgreSqlOutcome.WasCommittedAsync(store.Database, new PostgreSqlReceipt($"{lost}", new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8])), Lost))
            .Should().BeFalse();
    }

    [PostgreSqlFact]
    public async Task Kept_transaction_is_known_by_its_receipt_after_a_crash()
    {
        using var server = await TestServer.StartOwnAsync();
        await using var store = await MigratedAsync(server);
        await store.AppendAsync([new NewSignal(new SubjectKey("orders", "1"), "shop", "a", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)], null, None);
        var receipt = (await store.Database.QueryAsync(
            $"SELECT xmin::text, place, receipt FROM {store.Options.Schema}.receipts", row => new PostgreSqlReceipt(row.GetString(0), row.GetGuid(1), row.GetGuid(2)), [], None))[0];
        await CrashAsync(server);

        (await PostgreSqlOutcome.WasCommittedAsync(store.Database, receipt, Lost)).Should().BeTrue();
    }

    private static async Task<PostgreSqlSyncStore> MigratedAsync(TestServer server)
    {
        var store = new PostgreSqlSyncStore(new PostgreSqlStoreOptions { ConnectionString = server.ConnectionString, RetryTime = TimeSpan.FromSeconds(60) });
        await store.MigrateAsync(None);
        return store;
    }

    /// <summary>Crashes the server under a transaction that has a number and has written nothing; answers with the number.</summary>
    private static async Task<long> CrashAsync(TestServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync();
        await using var begun = new NpgsqlCommand($"BEGIN; {Number}", connection);
        var number = long.Parse((string)(await begun.ExecuteScalarAsync())!, CultureInfo.InvariantCulture);
        server.Tell("crash");
        await using var until = new NpgsqlCommand("SELECT pg_sleep(60)", connection);
        await until.Invoking(command => command.ExecuteNonQueryAsync()).Should().ThrowAsync<NpgsqlException>("the server goes away");
        return number;
    }
}
