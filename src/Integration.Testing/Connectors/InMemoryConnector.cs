using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;

namespace ErpSync.Testing;

/// <summary>
/// A system in memory that can be read and written, for tests of flows and engines. It keeps one record per id, recognises repeated writes by their key,
/// and misbehaves on request: see <see cref="Misbehave"/>. Thread-safe.
/// </summary>
/// <typeparam name="TRecord">Record.</typeparam>
public sealed class InMemoryConnector<TRecord> : ISource<TRecord>, ISink<TRecord>
    where TRecord : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Stored> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _idsByKey = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Misbehaviour> _misbehaviours = new();
    private readonly List<WriteItem<TRecord>> _writes = [];
    private readonly string _entity;
    private readonly TimeProvider _time;
    private long _version;
    private int _lookups;
    private int _finds;

    /// <summary>Creates an empty system.</summary>
    /// <param name="id">Connection id.</param>
    /// <param name="entity">Entity name.</param>
    /// <param name="time">Clock for change times.</param>
    /// <param name="maxBatchSize">Most items a write takes. Default 1.</param>
    public InMemoryConnector(string id, string entity, TimeProvider time, int maxBatchSize = 1)
    {
        _entity = entity;
        _time = time;
        Descriptor = new ConnectorDescriptor(id, $"In-memory {entity}", "memory",
        [
            new EntityCapability(entity)
            {
                Reads = ReadModes.ById | ReadModes.Delta | ReadModes.Deletes,
                Writes = WriteModes.Create | WriteModes.Update,
                Idempotency = IdempotencyMode.Native,
                MaxBatchSize = maxBatchSize,
            },
        ]);
    }

    /// <inheritdoc/>
    public ConnectorDescriptor Descriptor { get; }

    /// <summary>What a connection check answers. Default: all is well.</summary>
    public ConnectionReport Report { get; set; } = new(ConnectionState.Ok, []);

    /// <summary>Look-ups asked so far.</summary>
    public int Lookups => Volatile.Read(ref _lookups);

    /// <summary>Readings by id asked so far.</summary>
    public int Finds => Volatile.Read(ref _finds);

    /// <summary>Writes that landed, in order, without repetitions.</summary>
    public IReadOnlyList<WriteItem<TRecord>> Writes
    {
        get
        {
            lock (_lock)
            {
                return [.. _writes];
            }
        }
    }

    /// <summary>Lets the next calls misbehave, one each, in this order.</summary>
    /// <param name="misbehaviours">What to do.</param>
    public void Misbehave(params ReadOnlySpan<Misbehaviour> misbehaviours)
    {
        foreach (var misbehaviour in misbehaviours)
        {
            _misbehaviours.Enqueue(misbehaviour);
        }
    }

    /// <summary>Puts a record in place, as people using the system would; null deletes it.</summary>
    /// <param name="id">Id.</param>
    /// <param name="record">Record, or null.</param>
    public void Put(string id, TRecord? record)
    {
        lock (_lock)
        {
            _records[id] = new Stored(record, ++_version, _time.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(Report);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourcePage<TRecord>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        await Task.Yield();
        var size = request.PageSizeHint ?? 50;
        var after = request.After is { } checkpoint ? long.Parse(checkpoint.Value, CultureInfo.InvariantCulture) : 0;
        while (true)
        {
            ThrowIfAsked(Misbehaviour.When.Reading);
            List<KeyValuePair<string, Stored>> page;
            lock (_lock)
            {
                page = [.. _records
                    .Where(pair => pair.Value.Version > after && (request.From is null || pair.Value.At >= request.From) && (request.To is null || pair.Value.At < request.To))
                    .OrderBy(pair => pair.Value.Version).Take(size)];
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Value.Version;
            yield return new SourcePage<TRecord>([.. page.Select(ToRecord)], new Checkpoint(after.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord<TRecord>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        await Task.Yield();
        Interlocked.Increment(ref _finds);
        ThrowIfAsked(Misbehaviour.When.Reading);
        foreach (var id in ids)
        {
            SourceRecord<TRecord> record;
            lock (_lock)
            {
                record = _records.TryGetValue(id, out var stored)
                    ? ToRecord(new(id, stored))
                    : new SourceRecord<TRecord>(id, "0", _time.GetUtcNow(), null, IsDeleted: true);
            }

            yield return record;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<TRecord>> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await Task.Yield();
        var misbehaviour = Next(Misbehaviour.When.Writing);
        if (misbehaviour is { BeforeWork: true })
        {
            throw misbehaviour.Exception;
        }

        var results = batch.Select(item => (WriteResult)(misbehaviour?.Refusal is { } fault ? new WriteResult.Failed(item.ItemId, fault) : Write(item))).ToList();
        return misbehaviour is { LosesAnswer: true }
            ? [.. batch.Select(item => new WriteResult.Unknown(item.ItemId, misbehaviour.Fault))]
            : results;
    }

    /// <inheritdoc/>
    public async ValueTask<RecordRef?> LookupAsync(WriteItem<TRecord> item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        await Task.Yield();
        Interlocked.Increment(ref _lookups);
        ThrowIfAsked(Misbehaviour.When.LookingUp);
        lock (_lock)
        {
            return _idsByKey.TryGetValue(item.Key.Value, out var id) ? new RecordRef(id, null, id) : null;
        }
    }

    private WriteResult.Applied Write(WriteItem<TRecord> item)
    {
        lock (_lock)
        {
            if (_idsByKey.TryGetValue(item.Key.Value, out var known))
            {
                return new WriteResult.Applied(item.ItemId, new RecordRef(known, null, known), WasReplay: true);
            }

            var id = item.Target?.Id ?? string.Create(CultureInfo.InvariantCulture, $"{_entity}-{_idsByKey.Count + 1}");
            _idsByKey[item.Key.Value] = id;
            _records[id] = new Stored(item.Value, ++_version, _time.GetUtcNow());
            _writes.Add(item);
            return new WriteResult.Applied(item.ItemId, new RecordRef(id, null, id));
        }
    }

    private static SourceRecord<TRecord> ToRecord(KeyValuePair<string, Stored> pair) =>
        new(pair.Key, pair.Value.Version.ToString(CultureInfo.InvariantCulture), pair.Value.At, pair.Value.Record, pair.Value.Record is null);

    private void ThrowIfAsked(Misbehaviour.When when)
    {
        if (Next(when) is { } misbehaviour)
        {
            throw misbehaviour.Exception;
        }
    }

    private Misbehaviour? Next(Misbehaviour.When when) =>
        _misbehaviours.TryPeek(out var next) && next.On == when && _misbehaviours.TryDequeue(out var taken) ? taken : null;

    private sealed record Stored(TRecord? Record, long Version, DateTimeOffset At);
}
