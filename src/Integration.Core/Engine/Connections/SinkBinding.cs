using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>A sink whose record type is not known at compile time: what the dispatcher works with.</summary>
internal abstract class SinkBinding
{
    public abstract ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<ClaimedEffect> effects, CancellationToken ct);

    public abstract ValueTask<RecordRef?> LookupAsync(ClaimedEffect effect, CancellationToken ct);

    /// <summary>The record that an effect would write.</summary>
    public abstract object RecordOf(ClaimedEffect effect);

    public static string ItemIdOf(ClaimedEffect effect) => effect.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Binds one sink.</summary>
internal sealed class SinkBinding<TRecord>(EntityType<TRecord> type, ISink<TRecord> sink) : SinkBinding
    where TRecord : class
{
    public override ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<ClaimedEffect> effects, CancellationToken ct) =>
        sink.WriteAsync([.. effects.Select(ItemOf)], ct);

    public override ValueTask<RecordRef?> LookupAsync(ClaimedEffect effect, CancellationToken ct) => sink.LookupAsync(ItemOf(effect), ct);

    public override object RecordOf(ClaimedEffect effect) => type.Deserialize(effect.Effect.Payload);

    private WriteItem<TRecord> ItemOf(ClaimedEffect claimed) =>
        new(ItemIdOf(claimed), claimed.Effect.Key, claimed.Effect.Kind, type.Deserialize(claimed.Effect.Payload)) { Target = claimed.Effect.Target };
}
