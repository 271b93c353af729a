using ErpSync.Storage.Steps;

namespace ErpSync.Storage.Sqlite;

/// <summary>The writer's transaction: what it knows of the file, and the rows that steps work on. Lives as long as its session; not thread-safe.</summary>
internal sealed partial class SqliteUnit
{
    private readonly SqliteSession _session;
    private readonly long[] _epochs;
    private readonly SqliteSubjectCache _subjects;
    private SqliteTotals _committed;
    private SqliteTotals _totals;
    private long _epochsOf = -1;
    private long _version = -1;

    public SqliteUnit(SqliteSession session, SqliteStoreOptions options)
    {
        _session = session;
        _epochs = new long[options.LaneCount];
        _subjects = new SqliteSubjectCache(options.MaxCachedSubjects);
        Subjects = new SubjectSteps(this);
        Cases = new CaseSteps(this);
    }

    public SqliteSession Session => _session;

    /// <summary>Rules of signals, heads and effects.</summary>
    public SubjectSteps Subjects { get; }

    /// <summary>Rules of cases.</summary>
    public CaseSteps Cases { get; }

    public SqliteTotals Totals => _totals;

    public int LaneCount => _epochs.Length;

    /// <summary>Starts a transaction. What is known of the file is read again when someone else has written it.</summary>
    public void Begin()
    {
        _session[SqliteDialect.Begin].Run();
        var version = ReadDataVersion();
        if (version != _version)
        {
            _subjects.Clear();
            _committed = SqliteTotals.Read(_session);
            _version = version;
        }

        Undo(_committed);
    }

    /// <summary>Makes durable what was done; costs nothing when nothing was.</summary>
    public void Commit()
    {
        if (_totals != _committed)
        {
            _totals.Write(_session);
        }

        _session[SqliteDialect.Commit].Run();
        _committed = _totals;
    }

    /// <summary>Gives up what was done and starts again from what was committed.</summary>
    public void Restart()
    {
        _session.ResetAll();
        _session[SqliteDialect.Rollback].Run();
        _subjects.Clear();
        Begin();
    }

    /// <summary>After a step was refused and undone.</summary>
    public void Refused(SqliteTotals before)
    {
        _subjects.Clear();
        Undo(before);
    }

    public IReadOnlyList<LaneGrant> RaiseEpochs()
    {
        _session[SqliteDialect.RaiseLanes].Run();
        _totals.LaneGeneration++;
        ReadEpochs();
        return [.. _epochs.Select((epoch, lane) => new LaneGrant(lane, epoch))];
    }

    /// <summary>A subject that is stored.</summary>
    public SqliteSubject SubjectOf(long id) => _subjects.Find(id) ?? _subjects.Put(SqliteSubject.Find(_session, id));

    private long ReadDataVersion()
    {
        var row = _session[SqliteDialect.DataVersion];
        row.Step();
        var version = row.Number(0);
        row.Reset();
        return version;
    }

    private void Undo(SqliteTotals before)
    {
        _totals = before;
        if (_totals.LaneGeneration != _epochsOf)
        {
            ReadEpochs();
        }
    }

    private void ReadEpochs()
    {
        var row = _session[SqliteDialect.ReadLanes];
        while (row.Step())
        {
            _epochs[row.Int(0)] = row.Number(1);
        }

        row.Reset();
        _epochsOf = _totals.LaneGeneration;
    }
}
