using System.Diagnostics;
using System.Globalization;
using ErpSync.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Benchmarks.Engine;

/// <summary>
/// The lower bound: the rows that the engine writes for the same work, in the same schema with the same durability, by prepared statements in
/// transactions of 500 signals, from one thread that knows everything beforehand and reads nothing.
/// </summary>
internal static class RawRun
{
    private const int BatchSize = 500;

    public static async Task<double> MeasureAsync(EngineCase setting, string path, long applied)
    {
        await using (var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path }))
        {
            await store.MigrateAsync(CancellationToken.None);
        }

        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync();
        using var statements = new RawStatements(connection);
        statements.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768");
        var watch = Stopwatch.StartNew();
        long effects = 0;
        for (var first = 0; first < setting.Signals; first += BatchSize)
        {
            var numbers = Enumerable.Range(first + 1, Math.Min(BatchSize, setting.Signals - first)).ToList();
            statements.Transaction(() => numbers.ForEach(number => Accept(statements, number, setting.Subjects)));
            var due = setting.Writes ? applied * (first + numbers.Count) / setting.Signals : 0;
            var written = numbers.Take((int)Math.Min(numbers.Count, due - effects)).ToList();
            var ended = written.Count > 0 ? 3 : 2;
            if (written.Count > 0)
            {
                statements.Transaction(() => written.ForEach(number => Plan(statements, number, setting.Subjects)));
                statements.Transaction(() => written.ForEach(number => statements.Claim.Run(number)));
                statements.Transaction(() => written.ForEach(number => Finish(statements, number)));
                effects += written.Count;
            }

            var covered = numbers.Skip(written.Count).ToList();
            if (covered.Count > 0)
            {
                statements.Transaction(() => covered.ForEach(number =>
                {
                    statements.End.Run(ended, number);
                    statements.Touch.Run(number, SubjectOf(number, setting.Subjects));
                }));
            }
        }

        return watch.Elapsed.TotalSeconds;

        void Finish(RawStatements raw, int number)
        {
            raw.Finish.Run(number);
            raw.Step.Run(SubjectOf(number, setting.Subjects), number, "effect-applied", "Send parcel: done");
            raw.Touch.Run(number, SubjectOf(number, setting.Subjects));
            raw.End.Run(1, number);
        }
    }

    private static void Accept(RawStatements raw, int number, int subjects)
    {
        var subject = SubjectOf(number, subjects);
        if (number <= subjects)
        {
            raw.Subject.Run(subject, subject.ToString(CultureInfo.InvariantCulture), subject % 256, number);
        }
        else
        {
            raw.Touch.Run(number, subject);
        }

        raw.Signal.Run(number, subject, number.ToString(CultureInfo.InvariantCulture), number);
        raw.Body.Run(number, RawStatements.Kilobyte);
    }

    private static void Plan(RawStatements raw, int number, int subjects)
    {
        var subject = SubjectOf(number, subjects);
        raw.Touch.Run(number, subject);
        raw.Effect.Run(number, subject, subject % 256, $"{subject}:{number}");
        raw.Payload.Run(number, RawStatements.Kilobyte);
        raw.Step.Run(subject, number, "planned", "Send parcel");
    }

    private static int SubjectOf(int number, int subjects) => ((number - 1) % subjects) + 1;
}
