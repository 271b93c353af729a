using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Files.Index;

/// <summary>Records of one kind by id, and in the order in which they changed. Thread-safe.</summary>
internal sealed class RecordIndex<T>(Func<T, T, bool> same)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IndexEntry<T>> _entries = new(StringComparer.Ordinal);

    public IndexEntry<T>? Find(string id)
    {
        lock (_lock)
        {
            return _entries.GetValueOrDefault(id);
        }
    }

    /// <summary>What a file says. Saying the same again changes nothing.</summary>
    public void Put(string id, T value, long sequence, DateTimeOffset at)
    {
        lock (_lock)
        {
            var known = _entries.GetValueOrDefault(id);
            _entries[id] = known is { Fault: null, Value: { } old } && same(old, value) ? known with { Value = value } : new IndexEntry<T>(value, sequence, at, null);
        }
    }

    /// <summary>What a file says about the record cannot be used; what was known before no longer can be trusted.</summary>
    public void Spoil(string id, Fault fault, long sequence, DateTimeOffset at)
    {
        lock (_lock)
        {
            _entries[id] = new IndexEntry<T>(_entries.GetValueOrDefault(id)?.Value, sequence, at, fault);
        }
    }

    public async IAsyncEnumerable<SourcePage<T>> PagesAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var size = Math.Clamp(request.PageSizeHint ?? 500, 1, 5_000);
        var after = request.After is { } checkpoint ? long.Parse(checkpoint.Value, CultureInfo.InvariantCulture) : 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            List<KeyValuePair<string, IndexEntry<T>>> page;
            lock (_lock)
            {
                page = [.. _entries.Where(pair => pair.Value.Sequence > after && !(pair.Value.ChangedAt < request.From) && !(pair.Value.ChangedAt >= request.To))
                    .OrderBy(pair => pair.Value.Sequence).Take(size)];
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Value.Sequence;
            yield return new SourcePage<T>([.. page.Select(static pair => RecordOf(pair.Key, pair.Value))], new Checkpoint(after.ToString(CultureInfo.InvariantCulture)));
        }
    }

    public async IAsyncEnumerable<SourceRecord<T>> FindAsync(IReadOnlyList<string> ids, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var id in ids)
        {
            ct.ThrowIfCancellationRequested();
            yield return Find(id) is { } entry ? RecordOf(id, entry) : new SourceRecord<T>(id, "0", now, null, IsDeleted: true);
        }
    }

    private static SourceRecord<T> RecordOf(string id, IndexEntry<T> entry) =>
        new(id, entry.Sequence.ToString(CultureInfo.InvariantCulture), entry.ChangedAt, entry.Fault is null ? entry.Value : null, Fault: entry.Fault);
}
