using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Shopify.Shipments;

/// <summary>
/// Which shipment a fulfilment was made for: a tracking number alone does not say, because several shipments may travel in one parcel. The links on record know it for good,
/// but only of the first fulfilment of a shipment and only after the answer is committed; what this process wrote or recognised is remembered here. Thread-safe.
/// </summary>
internal sealed class FulfilmentOwners(string connection, ILinkedRecords? links)
{
    private const int Most = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _shipments = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();

    /// <summary>Whether links are kept at all: only then is there something to wait for.</summary>
    public bool AreKept => links is not null;

    /// <summary>Whose the given fulfilments are, as far as it is known.</summary>
    public async ValueTask<KnownFulfilments> KnownAsync(WriteItem<Shipment> item, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var (mine, others) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        if (item.Target is { } target)
        {
            mine.Add(target.Id);
        }

        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (!mine.Contains(id) && _shipments.TryGetValue(id, out var shipment))
                {
                    (shipment == item.Value.Id ? mine : others).Add(id);
                }
            }
        }

        var unknown = ids.Where(id => !mine.Contains(id) && !others.Contains(id)).ToArray();
        if (unknown.Length > 0 && links is not null)
        {
            others.UnionWith(await links.OfOthersAsync(connection, EntityNames.Shipment, item.Value.Id, unknown, ct));
        }

        return new KnownFulfilments(mine, others);
    }

    /// <summary>A fulfilment was made for a shipment, which may grow: each of its writes has a key of its own.</summary>
    public void Remember(string id, Shipment shipment)
    {
        lock (_gate)
        {
            if (_shipments.TryAdd(id, shipment.Id))
            {
                _byAge.Enqueue(id);
                if (_byAge.Count > Most)
                {
                    _shipments.Remove(_byAge.Dequeue());
                }
            }
        }
    }
}
