namespace ErpSync.Storage.Sqlite;

/// <summary>
/// The rows of the subjects the writer worked on last, so that accepting, planning and finishing do not each read the same row. Two generations: when the young one
/// is full it becomes the old one, and what was not used meanwhile is forgotten. Only valid while no one else writes the file; the writer clears it otherwise.
/// </summary>
internal sealed class SqliteSubjectCache(int limit)
{
    private readonly int _generation = Math.Max(1, limit / 2);
    private Generation _young = new();
    private Generation _old = new();

    public SqliteSubject? Find(SubjectKey key) =>
        _young.ByKey.TryGetValue(key, out var subject) || !_old.ByKey.TryGetValue(key, out subject) ? subject : Put(subject);

    public SqliteSubject? Find(long id) =>
        _young.ById.TryGetValue(id, out var subject) || !_old.ById.TryGetValue(id, out subject) ? subject : Put(subject);

    public SqliteSubject Put(SqliteSubject subject)
    {
        if (_young.ById.Count >= _generation)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young.ByKey[subject.Key] = subject;
        _young.ById[subject.Id] = subject;
        return subject;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }

    private sealed class Generation
    {
        public Dictionary<SubjectKey, SqliteSubject> ByKey { get; } = [];

        public Dictionary<long, SqliteSubject> ById { get; } = [];

        public void Clear()
        {
            ByKey.Clear();
            ById.Clear();
        }
    }
}
