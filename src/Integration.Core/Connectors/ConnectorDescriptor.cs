namespace ErpSync.Connectors;

/// <summary>What a connection is and can do. Capabilities are data: the engine, the dashboard and the conformance suite all read them.</summary>
/// <param name="Id">Connection id, <c>[a-z0-9-]+</c>, unique in the host.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="System">Kind of system, for example <c>shop</c>, <c>erp</c>, <c>wms</c>, <c>cdp</c>.</param>
/// <param name="Entities">Entities it reads or writes; each at most once.</param>
public sealed record ConnectorDescriptor(string Id, string DisplayName, string System, IReadOnlyList<EntityCapability> Entities)
{
    /// <summary>Version of the connector contract it was written against. Default 1.0.</summary>
    public Version ContractVersion { get; init; } = new(1, 0);

    /// <summary>The capability of an entity, or null when the connection does not know it.</summary>
    /// <param name="entity">Entity name, see <see cref="EntityNames"/>.</param>
    public EntityCapability? Find(string entity) => Entities.FirstOrDefault(capability => capability.Entity == entity);
}
