using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Hands in the target for one entity that is written. Hooks that return null say that the fixture cannot arrange it.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
public abstract class SinkFixture<TRecord> : SinkFixture
    where TRecord : class
{
    /// <summary>A valid record, not in the target yet and different from all before; with the personal data of <see cref="ConformanceCanary"/> where it has any.</summary>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<TRecord> MakeAsync(CancellationToken ct);

    /// <summary>How many times the target holds it, complete or not, counted in its own books: 0 when it never came, 1 when all is well.</summary>
    /// <param name="record">Record.</param>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<int> CountAsync(TRecord record, CancellationToken ct);

    /// <summary>Whether the target holds exactly this content, complete.</summary>
    /// <param name="record">Record.</param>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<bool> IsCompleteAsync(TRecord record, CancellationToken ct);

    /// <summary>Whether the target has the record that a result named; where the connector can read it, by reading it.</summary>
    /// <param name="connector">Connector.</param>
    /// <param name="reference">Reference of the result.</param>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<bool> ExistsAsync(IConnector connector, RecordRef reference, CancellationToken ct);

    /// <summary>A record that must be refused for its content, and the path of the field.</summary>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<(TRecord Record, string Field)?> MakeInvalidAsync(CancellationToken ct) => ValueTask.FromResult<(TRecord, string)?>(null);

    /// <summary>A record that refers to something the target does not have yet, and a text the fault must name it by.</summary>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<(TRecord Record, string Named)?> MakeOrphanAsync(CancellationToken ct) => ValueTask.FromResult<(TRecord, string)?>(null);

    /// <summary>A record with an identifying text longer than the target stores, and the path of the field.</summary>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<(TRecord Record, string Field)?> MakeTooLongAsync(CancellationToken ct) => ValueTask.FromResult<(TRecord, string)?>(null);

    /// <summary>The same subject with other content.</summary>
    /// <param name="record">Record.</param>
    public virtual TRecord? Alter(TRecord record) => null;

    /// <summary>A newer absolute value of the same subject, for kinds that set values.</summary>
    /// <param name="record">Record.</param>
    public virtual TRecord? Next(TRecord record) => null;

    /// <summary>Lets somebody else change the written record in the target, and returns a write planned on what it was before.</summary>
    /// <param name="record">The record written.</param>
    /// <param name="reference">Its reference.</param>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<WriteItem<TRecord>?> MakeStaleAsync(TRecord record, RecordRef reference, CancellationToken ct) => ValueTask.FromResult<WriteItem<TRecord>?>(null);

    /// <summary>A write of exactly what the target has already, under a key of its own.</summary>
    /// <param name="record">The record written.</param>
    /// <param name="reference">Its reference.</param>
    public virtual WriteItem<TRecord>? MakeIdentical(TRecord record, RecordRef reference) => null;

    /// <summary>The record with another text in a field that is stored as it is.</summary>
    /// <param name="record">Record.</param>
    /// <param name="text">Text.</param>
    public virtual TRecord? WithTextOf(TRecord record, string text) => null;

    /// <summary>That text as the target has it.</summary>
    /// <param name="record">Record.</param>
    /// <param name="ct">Cancels.</param>
    public virtual ValueTask<string?> ReadTextAsync(TRecord record, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    internal sealed override async ValueTask<object> NewAsync(CancellationToken ct) => await MakeAsync(ct);

    internal sealed override ValueTask<int> AmongAsync(object record, CancellationToken ct) => CountAsync((TRecord)record, ct);

    internal sealed override ValueTask<bool> HoldsAsync(object record, CancellationToken ct) => IsCompleteAsync((TRecord)record, ct);

    internal sealed override ValueTask<bool> HasAsync(IConnector connector, RecordRef reference, CancellationToken ct) => ExistsAsync(connector, reference, ct);

    internal sealed override async ValueTask<(object Record, string Field)?> BadAsync(CancellationToken ct) => await MakeInvalidAsync(ct) is { } bad ? (bad.Record, bad.Field) : null;

    internal sealed override async ValueTask<(object Record, string Named)?> OrphanAsync(CancellationToken ct) => await MakeOrphanAsync(ct) is { } orphan ? (orphan.Record, orphan.Named) : null;

    internal sealed override async ValueTask<(object Record, string Field)?> TooLongAsync(CancellationToken ct) => await MakeTooLongAsync(ct) is { } wide ? (wide.Record, wide.Field) : null;

    internal sealed override object? Altered(object record) => Alter((TRecord)record);

    internal sealed override object? Newer(object record) => Next((TRecord)record);

    internal sealed override async ValueTask<WriteItem<object>?> StaleAsync(object record, RecordRef reference, CancellationToken ct) =>
        await MakeStaleAsync((TRecord)record, reference, ct) is { } item ? Erase(item) : null;

    internal sealed override WriteItem<object>? Identical(object record, RecordRef reference) => MakeIdentical((TRecord)record, reference) is { } item ? Erase(item) : null;

    internal sealed override object? WithText(object record, string text) => WithTextOf((TRecord)record, text);

    internal sealed override ValueTask<string?> TextAsync(object record, CancellationToken ct) => ReadTextAsync((TRecord)record, ct);

    internal sealed override ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IConnector connector, IReadOnlyList<WriteItem<object>> batch, CancellationToken ct) =>
        Sink(connector).WriteAsync([.. batch.Select(Typed)], ct);

    internal sealed override ValueTask<RecordRef?> LookupAsync(IConnector connector, WriteItem<object> item, CancellationToken ct) => Sink(connector).LookupAsync(Typed(item), ct);

    private static WriteItem<object> Erase(WriteItem<TRecord> item) => new(item.ItemId, item.Key, item.Kind, item.Value) { Target = item.Target };

    private static WriteItem<TRecord> Typed(WriteItem<object> item) => new(item.ItemId, item.Key, item.Kind, (TRecord)item.Value) { Target = item.Target };

    private ISink<TRecord> Sink(IConnector connector) => connector as ISink<TRecord>
        ?? throw new CheckFailedException($"The connector is no ISink<{typeof(TRecord).Name}>, although the fixture writes '{Entity}' to it.");
}
