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

    /// <summary>Whether what comes next claims effects; null when nothing can be begun.</summary>
    public bool? NextIsClaim => _ready.Count == 0 ? null : _ready[0].IsClaim;

    /// <summary>Moves operations of its kind into a batch until it is full, cancelled ones to their end. Claims lock effects before anything else, so they share no batch with others.</summary>
    /// <returns>Number of operations that wait no more.</returns>
    public int Fill(PostgreSqlBatch batch, int maxRows)
    {
        var before = _ready.Count;
        var left = new List<PostgreSqlOperation>();
        foreach (var operation in _ready)
        {
            if (operation.Cancellation.IsCancellationRequested)
            {
                ReadyRows -= operation.Rows;
                operation.Cancel();
            }
            else if (operation.IsClaim != batch.IsClaim || batch.Rows >= maxRows)
            {
                left.Add(operation);
            }
            else
            {
                ReadyRows -= operation.Rows;
                batch.Add(operation);
            }
        }

        _ready = left;
        return before - left.Count;
    }

    private bool MustStay(PostgreSqlOperation operation, PostgreSqlBatch?[] running) =>
        _stayed.Overlaps(operation.Subjects)
        || Array.Exists(running, batch => batch is not null && ((operation.IsClaim && batch.IsClaim) || batch.Subjects.Overlaps(operation.Subjects)));
}
