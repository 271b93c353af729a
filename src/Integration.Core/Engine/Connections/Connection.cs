using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>A connection at run time: connector, gate and typed access.</summary>
internal sealed class Connection(IConnector connector, ConnectionGate gate, EntityRegistry entities)
{
    public string Id => Gate.Id;

    public IConnector Connector { get; } = connector;

    public ConnectionGate Gate { get; } = gate;

    /// <summary>Entities this connection writes, with their bindings.</summary>
    public IEnumerable<(EntityCapability Capability, SinkBinding Sink)> Sinks() =>
        from capability in Connector.Descriptor.Entities
        where capability.Writes != WriteModes.None
        let sink = entities[capability.Entity].BindSink(Connector)
        where sink is not null
        select (capability, sink);

    public SourceBinding Source(string entity) =>
        entities[entity].BindSource(Connector) ?? throw NotCapable("read", entity);

    public ISource<TRecord> Source<TRecord>(string entity)
        where TRecord : class => Connector as ISource<TRecord> ?? throw NotCapable("read", entity);

    public EntityCapability Capability(string entity) => Connector.Descriptor.Find(entity) ?? throw NotCapable("handle", entity);

    private InvalidOperationException NotCapable(string verb, string entity) =>
        new($"Connection '{Id}' ({Connector.Descriptor.DisplayName}) cannot {verb} '{entity}'. Use a connection whose adapter declares it.");
}
