using System.Globalization;
using ErpSync.Storage;
using ErpSync.Storage.Sqlite;

namespace Benchmarks.Engine;

/// <summary>The lower bound of SQLite; see <see cref="Explanation"/>.</summary>
internal static class RawRun
{
    public const string Explanation =
        """
        Raw: the rows and indexes that the engine leaves for the same signals, in its schema and with its durability, by prepared statements (PostgreSQL: by arrays of
        500 rows a statement) from one thread in transactions of 500 signals: one when they are accepted (subject, signal, body), for what is written one with the plan (effect, payload, timeline, subject) and
        one with the answer (effect, signal, subject), for the rest one with the outcome. Raw knows everything beforehand: it looks for no duplicate, reads nothing,
        plans nothing, and calls nobody.
        """;

    private const int BatchSize = 500;
    private const int Ready = 1;
    private const int Idle = 0;

    public static async Task<Cost> MeasureAsync(EngineCase setting, string path, StoreCounts counts)
    {
        await using (var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path }))
        {
            await store.MigrateAsync(CancellationToken.None);
        }

        using var statements = new RawStatements(path);
        var cost = Cost.Start();
        var ended = 0L;
        for (var first = 0; first < setting.Signals; first += BatchSize)
        {
            var numbers = Enumerable.Range(first + 1, Math.Min(BatchSize, setting.Signals - first)).ToList();
            statements.Transaction(() => numbers.ForEach(number => Accept(statements, number, setting.Subjects)));

            // As many as in the engine's run end as applied or unchanged; the others were covered by a newer one.
            var due = (setting.Signals - counts.Superseded) * (first + numbers.Count) / setting.Signals;
            var worked = numbers.Take((int)Math.Min(numbers.Count, due - ended)).ToList();
            ended += worked.Count;
            if (setting.Writes)
            {
                statements.Transaction(() => worked.ForEach(number => Plan(statements, number, setting.Subjects)));
            }

            statements.Transaction(() =>
            {
                worked.ForEach(number => Finish(statements, number, setting));
                numbers.Skip(worked.Count).ToList().ForEach(number => statements.End.Bind(3).Bind(number).Run());
            });
        }

        return cost();
    }

    private static void Accept(RawStatements raw, int number, int subjects)
    {
        var subject = SubjectOf(number, subjects);
        if (number <= subjects)
        {
            raw.Subject.Bind(subject).Bind(subject.ToString(CultureInfo.InvariantCulture)).Bind(subject % 256).Bind(number).Run();
        }
        else
        {
            raw.Touch.Bind(Ready).Bind(number).Bind(subject).Run();
        }

        raw.Signal.Bind(number).Bind(subject).Bind(number.ToString(CultureInfo.InvariantCulture)).Run();
        raw.Body.Bind(number).Bind(RawStatements.Kilobyte).Run();
    }

    private static void Plan(RawStatements raw, int number, int subjects)
    {
        var subject = SubjectOf(number, subjects);
        raw.Touch.Bind(Idle).Bind(number).Bind(subject).Run();
        raw.Effect.Bind(number).Bind(subject).Bind(subject % 256).Bind($"{subject}:{number}").Run();
        raw.Payload.Bind(number).Bind(RawStatements.Kilobyte).Run();
        raw.Step.Bind(subject).Bind(number).Bind("planned").Bind("Send parcel").Run();
    }

    private static void Finish(RawStatements raw, int number, EngineCase setting)
    {
        if (setting.Writes)
        {
            raw.Finish.Bind(number).Run();
        }

        raw.Touch.Bind(Idle).Bind(number).Bind(SubjectOf(number, setting.Subjects)).Run();
        raw.End.Bind(setting.Writes ? 1 : 2).Bind(number).Run();
    }

    /// <summary>Subject of a number from 1.</summary>
    public static int SubjectOf(int number, int subjects) => ((number - 1) % subjects) + 1;
}
