using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Testing.Conformance;

/// <summary>Hands in the target for one entity that is read.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
/// <param name="json">How the record is written as text when two of them are compared.</param>
public abstract class SourceFixture<TRecord>(JsonTypeInfo<TRecord> json) : SourceFixture
    where TRecord : class
{
    /// <summary>The record without what may differ between two readings of the same state, such as the instant of the reading. Default: all of it.</summary>
    /// <param name="record">Record.</param>
    protected virtual TRecord Comparable(TRecord record) => record;

    /// <summary>The text that <see cref="SourceFixture.AddWithTextAsync"/> put there.</summary>
    /// <param name="record">Record.</param>
    protected virtual string? TextOf(TRecord record) => null;

    /// <summary>The text that <see cref="SourceFixture.AddWithOptionalAsync"/> put there.</summary>
    /// <param name="record">Record.</param>
    protected virtual string? OptionalOf(TRecord record) => null;

    /// <summary>The amount that <see cref="SourceFixture.AddWithAmountAsync"/> put there.</summary>
    /// <param name="record">Record.</param>
    protected virtual Money? AmountOf(TRecord record) => null;

    /// <summary>All its amounts in shop and presentment currency. Default none.</summary>
    /// <param name="record">Record.</param>
    protected virtual IReadOnlyList<MoneyPair> PairsOf(TRecord record) => [];

    /// <summary>Sum of its parts, and its total as stated; null when it has no total.</summary>
    /// <param name="record">Record.</param>
    protected virtual (Money Parts, Money Total)? SumOf(TRecord record) => null;

    internal sealed override async IAsyncEnumerable<SourcePage<object>> ReadAsync(IConnector connector, ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in Source(connector).ReadAsync(request, ct))
        {
            yield return new SourcePage<object>([.. page.Records.Select(Erase)], page.Next);
        }
    }

    internal sealed override async IAsyncEnumerable<SourceRecord<object>> FindAsync(
        IConnector connector, IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in Source(connector).FindAsync(ids, ct))
        {
            yield return Erase(record);
        }
    }

    internal sealed override string Write(object value) => JsonSerializer.Serialize(Comparable((TRecord)value), json);

    internal sealed override string? Text(object value) => TextOf((TRecord)value);

    internal sealed override string? Optional(object value) => OptionalOf((TRecord)value);

    internal sealed override Money? Amount(object value) => AmountOf((TRecord)value);

    internal sealed override IReadOnlyList<MoneyPair> Pairs(object value) => PairsOf((TRecord)value);

    internal sealed override (Money Parts, Money Total)? Sum(object value) => SumOf((TRecord)value);

    private static SourceRecord<object> Erase(SourceRecord<TRecord> record) =>
        new(record.Id, record.Version, record.ChangedAt, record.Value, record.IsDeleted, record.Fault);

    private ISource<TRecord> Source(IConnector connector) => connector as ISource<TRecord>
        ?? throw new CheckFailedException($"The connector is no ISource<{typeof(TRecord).Name}>, although the fixture reads '{Entity}' from it.");
}
