using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>All connections of the host, made once.</summary>
internal sealed class ConnectionRegistry : IDisposable
{
    private readonly Dictionary<string, Connection> _connections = new(StringComparer.Ordinal);
    private readonly RateBudgets _budgets;

    public ConnectionRegistry(
        IEnumerable<ConnectionRegistration> registrations, EntityRegistry entities, RateBudgets budgets, IServiceProvider services, EngineThreads threads, TimeProvider time)
    {
        _budgets = budgets;
        foreach (var registration in registrations)
        {
            var gate = new ConnectionGate(registration.Id, registration.Options, threads, time);
            if (!_connections.TryAdd(registration.Id, new Connection(registration.Create(services), gate, entities)))
            {
                throw new InvalidOperationException($"ESY1101: Connection id '{registration.Id}' is registered twice. Give every connection its own id.");
            }

            budgets.Listen(registration.Id, gate.Observe);
        }
    }

    public IReadOnlyCollection<Connection> All => _connections.Values;

    public Connection this[string id] =>
        _connections.TryGetValue(id, out var connection)
            ? connection
            : throw new InvalidOperationException(
                $"ESY1102: Connection '{id}' is not registered. Known: {string.Join(", ", _connections.Keys.Order(StringComparer.Ordinal))}.");

    public Connection? Find(string id) => _connections.GetValueOrDefault(id);

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            (connection.Connector as IDisposable)?.Dispose();
        }
    }
}
