using ErpSync.Storage;
using ErpSync.Storage.PostgreSql;
using Npgsql;

namespace Benchmarks.Engine;

/// <summary>The lower bound of PostgreSQL: the same steps as <see cref="RawRun"/>, each a few statements over arrays in one round trip.</summary>
internal sealed class RawPostgres(NpgsqlConnection connection, string schema)
{
    private const int BatchSize = 500;
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    public static async Task<Cost> MeasureAsync(EngineCase setting, StoreCounts counts)
    {
        var options = await Postgres.NewStoreAsync();
        await using (var store = new PostgreSqlSyncStore(options))
        {
            await store.MigrateAsync(CancellationToken.None);
        }

        await using var source = NpgsqlDataSource.Create(options.ConnectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=2");
        await using var connection = await source.OpenConnectionAsync();
        var raw = new RawPostgres(connection, options.Schema);
        var cost = Cost.Start();
        var ended = 0L;
        for (var first = 0; first < setting.Signals; first += BatchSize)
        {
            var numbers = Enumerable.Range(first + 1, Math.Min(BatchSize, setting.Signals - first)).ToArray();
            await raw.AcceptAsync(numbers, setting.Subjects);
            var due = (setting.Signals - counts.Superseded) * (first + numbers.Length) / setting.Signals;
            var worked = numbers.Take((int)Math.Min(numbers.Length, due - ended)).ToArray();
            ended += worked.Length;
            if (setting.Writes)
            {
                await raw.PlanAsync(worked, setting.Subjects);
            }

            await raw.FinishAsync(worked, numbers[worked.Length..], setting);
        }

        return cost();
    }

    private Task AcceptAsync(int[] numbers, int subjects)
    {
        var fresh = numbers.Where(number => number <= subjects).ToArray();
        var known = numbers.Where(number => number > subjects).ToArray();
        return TogetherAsync(
            Command(
                $"""
                INSERT INTO {schema}.subjects (id, flow, key, lane, state, last_sequence, done_through, waiting_signals, occurred_at, due_at, attempt, changed_at,
                    wake_on_signal, planned_through, plan_applied, open_effects, cased_sequence, has_open_case, search)
                SELECT n, 'parcels', n::text, n % 256, 1, n, 0, 1, $2, $2, 0, $2, true, 0, false, 0, 0, false, n::text FROM unnest($1) n
                """,
                Ids(fresh), Start),
            Touch(1, known, subjects),
            Command(
                $"INSERT INTO {schema}.signals SELECT n, s, 'webhook:parcels', n::text, $3, $3, 0 FROM unnest($1, $2) AS row (n, s)",
                Ids(numbers), Subjects(numbers, subjects), Start),
            Command($"INSERT INTO {schema}.bodies SELECT * FROM unnest($1, $2)", Ids(numbers), Kilobytes(numbers)));
    }

    private Task PlanAsync(int[] numbers, int subjects) => TogetherAsync(
        Touch(2, numbers, subjects),
        Command(
            $"""
            INSERT INTO {schema}.effects (id, subject_id, lane, connection, entity, kind, key, title, state, blocked, attempt, due_at, probe, claim_epoch, created_at,
                changed_at, signal_again)
            SELECT n, s, s % 256, 'parcels', 'parcel', 0, s || ':' || n, 'Send parcel', 1, false, 0, $3, false, 1, $3, $3, false FROM unnest($1, $2) AS row (n, s)
            """,
            Ids(numbers), Subjects(numbers, subjects), Start),
        Command($"INSERT INTO {schema}.payloads SELECT * FROM unnest($1, $2)", Ids(numbers), Kilobytes(numbers)),
        Command($"INSERT INTO {schema}.steps (subject_id, at, code, text) SELECT s, $2, 'planned', 'Send parcel' FROM unnest($1) s", Subjects(numbers, subjects), Start));

    private Task FinishAsync(int[] worked, int[] covered, EngineCase setting) => TogetherAsync(
        Command($"UPDATE {schema}.effects SET state = 2, changed_at = $2 WHERE id = ANY ($1)", Ids(setting.Writes ? worked : []), Start),
        Command($"UPDATE {schema}.signals SET outcome = $2 WHERE id = ANY ($1)", Ids(worked), setting.Writes ? 1 : 2),
        Command($"UPDATE {schema}.signals SET outcome = 3 WHERE id = ANY ($1)", Ids(covered)),
        Touch(0, worked, setting.Subjects));

    private NpgsqlBatchCommand Touch(int state, int[] numbers, int subjects)
    {
        // A subject once a statement, with its newest signal.
        var newest = numbers.GroupBy(number => RawRun.SubjectOf(number, subjects)).Select(group => group.Max()).ToArray();
        return Command(
            $"UPDATE {schema}.subjects t SET state = $3, last_sequence = n, due_at = $4, changed_at = $4 FROM unnest($1, $2) AS row (n, s) WHERE t.id = s",
            Ids(newest), Subjects(newest, subjects), state, Start.AddTicks(10L * numbers.Length));
    }

    private async Task TogetherAsync(params NpgsqlBatchCommand[] commands)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        // A batch without a transaction of its own is one.
        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
#pragma warning disable CA2100 // Constant texts and the name of the schema of this run.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static long[] Ids(int[] numbers) => Array.ConvertAll(numbers, number => (long)number);

    private static long[] Subjects(int[] numbers, int subjects) => Array.ConvertAll(numbers, number => (long)RawRun.SubjectOf(number, subjects));

    private static byte[][] Kilobytes(int[] numbers) => Array.ConvertAll(numbers, _ => RawStatements.Kilobyte);
}
