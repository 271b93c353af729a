using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>A connection of the host: its id and how its connector is made.</summary>
/// <param name="Id">Connection id, <c>[a-z0-9-]+</c>.</param>
/// <param name="Create">Makes the connector; called once.</param>
public sealed record ConnectionRegistration(string Id, Func<IServiceProvider, IConnector> Create)
{
    /// <summary>Limits of the connection.</summary>
    public ConnectionOptions Options { get; init; } = new();
}
