using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>Hands in the target for one entity that is written. Derive from <see cref="SinkFixture{TRecord}"/>.</summary>
public abstract class SinkFixture
{
    private protected SinkFixture()
    {
    }

    /// <summary>Entity name.</summary>
    public abstract string Entity { get; }

    /// <summary>Kind of a new write. Default <see cref="WriteKind.Create"/>.</summary>
    public virtual WriteKind Kind => WriteKind.Create;

    /// <summary>
    /// Why a second write with the same key and other content may bring the record to that content instead of being a conflict, in one sentence for the
    /// report. Null, the default: it may not.
    /// </summary>
    public virtual string? FollowsContent => null;

    internal abstract ValueTask<object> NewAsync(CancellationToken ct);

    internal abstract ValueTask<int> AmongAsync(object record, CancellationToken ct);

    internal abstract ValueTask<bool> HoldsAsync(object record, CancellationToken ct);

    internal abstract ValueTask<bool> HasAsync(IConnector connector, RecordRef reference, CancellationToken ct);

    internal abstract ValueTask<(object Record, string Field)?> BadAsync(CancellationToken ct);

    internal abstract ValueTask<(object Record, string Named)?> OrphanAsync(CancellationToken ct);

    internal abstract ValueTask<(object Record, string Field)?> TooLongAsync(CancellationToken ct);

    internal abstract object? Altered(object record);

    internal abstract ValueTask<WriteItem<object>?> StaleAsync(object record, RecordRef reference, CancellationToken ct);

    internal abstract WriteItem<object>? Identical(object record, RecordRef reference);

    internal abstract object? Newer(object record);

    internal abstract object? WithText(object record, string text);

    internal abstract ValueTask<string?> TextAsync(object record, CancellationToken ct);

    internal abstract ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IConnector connector, IReadOnlyList<WriteItem<object>> batch, CancellationToken ct);

    internal abstract ValueTask<RecordRef?> LookupAsync(IConnector connector, WriteItem<object> item, CancellationToken ct);
}
