using ErpSync.Storage.Steps;

namespace ErpSync.Storage.PostgreSql;

/// <summary>A step that waits for its transaction.</summary>
internal abstract class PostgreSqlOperation : StoreOperation
{
    private readonly Action<PostgreSqlNeeds> _needs;

    /// <param name="needs">Says what the step reads.</param>
    /// <param name="laneCount">Number of lanes.</param>
    /// <param name="rows">Signals and commits in it: what a batch is measured by.</param>
    /// <param name="ct">Cancels while it waits.</param>
    protected PostgreSqlOperation(Action<PostgreSqlNeeds> needs, int laneCount, int rows, CancellationToken ct)
        : base(rows, ct)
    {
        var own = new PostgreSqlNeeds(laneCount);
        needs(own);
        (_needs, Subjects, Work) = (needs, own.Subjects, own.Work);
    }

    /// <summary>Subjects that it locks for sure; links may lock others besides.</summary>
    public IReadOnlySet<SubjectKey> Subjects { get; }

    /// <summary>Kind of work.</summary>
    public PostgreSqlWork Work { get; }

    public void Ask(PostgreSqlNeeds all) => _needs(all);

    /// <summary>Runs on what was loaded; its result is kept back until the transaction is durable.</summary>
    public abstract void Run(PostgreSqlUnit unit);
}
