using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>An entity with its CLR type.</summary>
/// <typeparam name="TRecord">Canonical record.</typeparam>
/// <param name="name">Entity name.</param>
/// <param name="json">Source-generated serialisation contract.</param>
public sealed class EntityType<TRecord>(string name, JsonTypeInfo<TRecord> json) : EntityType(name)
    where TRecord : class
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Serialize(object record) => JsonSerializer.SerializeToUtf8Bytes((TRecord)record, json);

    internal TRecord Deserialize(ReadOnlyMemory<byte> payload) =>
        JsonSerializer.Deserialize(payload.Span, json) ?? throw new JsonException($"The stored {Name} record is null.");

    internal override SinkBinding? BindSink(IConnector connector) =>
        connector is ISink<TRecord> sink ? new SinkBinding<TRecord>(this, sink) : null;

    internal override SourceBinding? BindSource(IConnector connector) =>
        connector is ISource<TRecord> source ? new SourceBinding<TRecord>(source) : null;
}
