using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>One kind of record the engine can store and move: its name and its serialised form.</summary>
public abstract class EntityType
{
    private protected EntityType(string name) => Name = name;

    /// <summary>Entity name, see <see cref="EntityNames"/>.</summary>
    public string Name { get; }

    /// <summary>Serialises a record for the store.</summary>
    /// <param name="record">Record of this type.</param>
    public abstract ReadOnlyMemory<byte> Serialize(object record);

    internal abstract SinkBinding? BindSink(IConnector connector);

    internal abstract SourceBinding? BindSource(IConnector connector);
}
