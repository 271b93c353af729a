using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Files.Index;

/// <summary>Records of one kind by id, and in the order in which they changed. Thread-safe.</summary>
/// <param name="feed">Entity, which checkpoints name.</param>
/// <param name="same">Whether two values say the same.</param>
/// <param name="ids">Which ids are the same.</param>
internal sealed class RecordIndex<T>(string feed, Func<T, T, bool> same, StringComparer ids)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IndexEntry<T>> _entries = new(ids);

    /// <summary>Ids of records that cannot be told.</summary>
    public IReadOnlyList<string> Spoiled
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Where(static pair => pair.Value.Fault is not null).Select(static pair => pair.Key)];
            }
        }
    }

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
        var after = request.After is { } checkpoint ? SequenceOf(checkpoint) : 0;
        while (true)
        {
            var due = Changed(after, request);
            if (due.Length == 0)
            {
                yield break;
            }

            foreach (var chunk in due.Chunk(size))
            {
                ct.ThrowIfCancellationRequested();
                after = chunk[^1].Sequence;

                // What changed again meanwhile comes once more, and later, with its newer content.
                var records = chunk.Select(one => (one.Id, Entry: Find(one.Id)!, one.Sequence)).Where(static one => one.Entry.Sequence == one.Sequence)
                    .Select(static one => RecordOf(one.Id, one.Entry)).ToList();
                yield return new SourcePage<T>(records, new Checkpoint(string.Create(CultureInfo.InvariantCulture, $"{feed}|{after}")));
            }
        }
    }

    public async IAsyncEnumerable<SourceRecord<T>> FindAsync(IReadOnlyList<string> ids, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            ct.ThrowIfCancellationRequested();
            yield return Find(id) is { } entry ? RecordOf(id, entry) : new SourceRecord<T>(id, "0", now, null, IsDeleted: true);
        }
    }

    private (string Id, long Sequence)[] Changed(long after, ReadRequest request)
    {
        lock (_lock)
        {
            return [.. _entries.Where(pair => pair.Value.Sequence > after && !(pair.Value.ChangedAt < request.From) && !(pair.Value.ChangedAt >= request.To))
                .Select(static pair => (pair.Key, pair.Value.Sequence)).OrderBy(static one => one.Sequence)];
        }
    }

    private long SequenceOf(Checkpoint checkpoint) =>
        checkpoint.Value.Split('|') is [var name, var number] && name == feed
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new ConnectorException(new Fault(FaultKind.Invalid, "files.checkpoint", $"The checkpoint is none of the feed '{feed}' of this adapter.")
            {
                Hint = "Start the reading again without a checkpoint; what is known already changes nothing.",
            });

    private static SourceRecord<T> RecordOf(string id, IndexEntry<T> entry) =>
        new(id, entry.Sequence.ToString(CultureInfo.InvariantCulture), entry.ChangedAt, entry.Fault is null ? entry.Value : null, Fault: entry.Fault);
}
