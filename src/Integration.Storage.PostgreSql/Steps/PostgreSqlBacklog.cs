namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// Operations that wait, in order of arrival: those that can be begun, and those that share a subject with a running batch or with one that stays before them. Not thread-safe.
/// </summary>
internal sealed class PostgreSqlBacklog
{
    private readonly HashSet<SubjectKey> _stayed = [];
    private List<PostgreSqlOperation> _ready = [];
    private List<PostgreSqlOperation> _blocked = [];

    public bool IsEmpty => _ready.Count == 0 && _blocked.Count == 0;

    /// <summary>Rows of the operations that can be begun.</summary>
    public int ReadyRows { get; private set; }

    /// <summary>Adds one behind all others.</summary>
    public void Add(PostgreSqlOperation operation, PostgreSqlBatch?[] running)
    {
        if (MustStay(operation, running))
        {
            _stayed.UnionWith(operation.Subjects);
            _blocked.Add(operation);
        }
        else
        {
            ReadyRows += operation.Rows;
            _ready.Add(operation);
        }
    }

    /// <summary>Looks again at what can be begun, after something was begun or ended.</summary>
    public void Sort(PostgreSqlBatch?[] running)
    {
        if (IsEmpty)
        {
            return;
        }

        // An operation that could be begun stands before every one that could not and shares a subject with it.
        List<PostgreSqlOperation> all = [.. _ready, .. _blocked];
        (_ready, _blocked, ReadyRows) = ([], [], 0);
        _stayed.Clear();
        all.ForEach(operation => Add(operation, running));
    }

    /// <summary>Kind of work that comes next; null when nothing can be begun.</summary>
    public PostgreSqlWork? Next => _ready.Count == 0 ? null : _ready[0].Work;

    /// <summary>
    /// Moves operations into a batch until it is full, and cancelled ones to their end: those of its kind of work, and those of others that share a subject with it. When it is
    /// the last that can be begun now, it takes the rest as well.
    /// </summary>
    /// <returns>Number of operations that wait no more.</returns>
    public int Fill(PostgreSqlBatch batch, int maxRows, bool isLast)
    {
        var before = _ready.Count;
        var left = new List<PostgreSqlOperation>();
        var leftSubjects = new HashSet<SubjectKey>();
        foreach (var operation in _ready)
        {
            if (operation.Cancellation.IsCancellationRequested)
            {
                ReadyRows -= operation.Rows;
                operation.Cancel();
            }
            else if (batch.Rows < maxRows && Fits(operation, batch, isLast) && !leftSubjects.Overlaps(operation.Subjects))
            {
                ReadyRows -= operation.Rows;
                batch.Add(operation);
            }
            else
            {
                left.Add(operation);
                leftSubjects.UnionWith(operation.Subjects);
            }
        }

        _ready = left;
        return before - left.Count;
    }

    private static bool Fits(PostgreSqlOperation operation, PostgreSqlBatch batch, bool isLast) => operation.Work == batch.Work
        || (operation.Work != PostgreSqlWork.Claims && batch.Work != PostgreSqlWork.Claims && (isLast || batch.Subjects.Overlaps(operation.Subjects)));

    private bool MustStay(PostgreSqlOperation operation, PostgreSqlBatch?[] running) =>
        _stayed.Overlaps(operation.Subjects)
        || Array.Exists(running, batch => batch is not null && ((operation.Work == PostgreSqlWork.Claims && batch.Work == PostgreSqlWork.Claims) || batch.Subjects.Overlaps(operation.Subjects)));
}
