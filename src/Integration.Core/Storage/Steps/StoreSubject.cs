namespace ErpSync.Storage.Steps;

/// <summary>A subject's row while a step works on it. Not thread-safe.</summary>
/// <param name="id">Id within the store.</param>
/// <param name="key">Key.</param>
public class StoreSubject(long id, SubjectKey key)
{
    /// <summary>Id within the store.</summary>
    public long Id { get; } = id;

    /// <summary>Key.</summary>
    public SubjectKey Key { get; } = key;

    /// <summary>Head.</summary>
    public HeadState Head { get; } = new();
}
