using ErpSync.Storage.Steps;

namespace ErpSync.Storage.PostgreSql;

/// <summary>A subject's row while a transaction works on it.</summary>
internal sealed class PostgreSqlSubject(long id, SubjectKey key) : StoreSubject(id, key)
{
    public bool IsStored { get; set; }

    /// <summary>Whether the transaction writes it.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Sequences of its waiting signals, as far as they are needed.</summary>
    public SortedSet<long> Waiting { get; } = [];

    /// <summary>Its effects that were loaded or added, by id.</summary>
    public SortedDictionary<long, PostgreSqlEffect> Effects { get; } = [];

    /// <summary>What a search looks in: id and title in one case.</summary>
    public string Search => PostgreSqlSyncStore.Fold($"{Key.Id}\u001f{Head.Title}");
}
