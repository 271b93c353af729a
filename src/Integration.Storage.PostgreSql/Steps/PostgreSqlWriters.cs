namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// The writers of this process, one for each kind of change, so that one kind's way to the disk is not the other's waiting time. Whatever two of them lock, they lock in the
/// same order: lanes, subjects by id, and what belongs to a subject under its lock; new subjects by key. Claims lock effects alone, so they share no transaction with others.
/// </summary>
internal sealed class PostgreSqlWriters(PostgreSqlDatabase database, PostgreSqlNotifier notifier) : IAsyncDisposable
{
    /// <summary>Accepting signals.</summary>
    public PostgreSqlWriter Intake { get; } = new(database, notifier, ShardOf(0));

    /// <summary>What was planned.</summary>
    public PostgreSqlWriter Plans { get; } = new(database, notifier, ShardOf(1));

    /// <summary>What targets answered, and what people decide.</summary>
    public PostgreSqlWriter Answers { get; } = new(database, notifier, ShardOf(2));

    /// <summary>Taking due effects.</summary>
    public PostgreSqlWriter Claims { get; } = new(database, notifier, ShardOf(3));

    public async ValueTask DisposeAsync()
    {
        await Claims.DisposeAsync().ConfigureAwait(false);
        await Answers.DisposeAsync().ConfigureAwait(false);
        await Plans.DisposeAsync().ConfigureAwait(false);
        await Intake.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A row of the totals for each writer: the row is locked until the commit is on the disk.</summary>
    private static int ShardOf(int writer) => (Environment.ProcessId + (writer * PostgreSqlDialect.TotalsShards / 4)) % PostgreSqlDialect.TotalsShards;
}
