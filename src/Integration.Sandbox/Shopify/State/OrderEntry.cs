using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>An order with the graphs it had a moment ago, for answers from a replica that lags.</summary>
internal sealed class OrderEntry(OrderState state)
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset At, GraphNode Node)> _versions = [];
    private volatile GraphNode _newest = new("Order");

    public OrderState State { get; } = state;

    public GraphNode Newest => _newest;

    public void Add(GraphNode node, DateTimeOffset at, DateTimeOffset forgetBefore)
    {
        lock (_gate)
        {
            while (_versions.Count > 1 && _versions[1].At <= forgetBefore)
            {
                _versions.RemoveAt(0);
            }

            _versions.Add((at, node));
            _newest = node;
        }
    }

    /// <summary>The graph as of an instant; null when the order did not exist yet.</summary>
    public GraphNode? AsOf(DateTimeOffset? instant)
    {
        if (instant is null)
        {
            return _newest;
        }

        lock (_gate)
        {
            return _versions.FindLast(version => version.At <= instant).Node;
        }
    }
}
