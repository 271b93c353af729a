namespace ErpSync.Storage.Sqlite;

/// <summary>
/// The rows of the subjects the writer worked on last, so that accepting, planning and finishing do not each read the same row. Two generations: when the young one
/// is full it becomes the old one, and what was not used meanwhile is forgotten. Only valid while no one else writes the file; the writer clears it otherwise.
/// </summary>
internal sealed class SqliteSubjectCache(int limit)
{
    private readonly int _generation = Math.Max(1, limit / 2);
    private Dictionary<SubjectKey, SqliteSubject> _young = [];
    private Dictionary<SubjectKey, SqliteSubject> _old = [];

    public SqliteSubject? Find(SubjectKey key)
    {
        if (_young.TryGetValue(key, out var subject))
        {
            return subject;
        }

        if (_old.TryGetValue(key, out subject))
        {
            Put(subject);
        }

        return subject;
    }

    public void Put(SqliteSubject subject)
    {
        if (_young.Count >= _generation)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young[subject.Key] = subject;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }
}
