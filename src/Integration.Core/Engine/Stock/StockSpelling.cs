using ErpSync.Connectors;
using ErpSync.Planning;

namespace ErpSync.Engine;

/// <summary>
/// The one spelling of a SKU in subjects, accounts and kits: capitals, as ERPs write item numbers, where every system that takes part finds it by them; otherwise as it comes.
/// </summary>
internal sealed class StockSpelling
{
    private readonly bool _inCapitals;

    private StockSpelling(bool inCapitals) => _inCapitals = inCapitals;

    public StockSpelling(ConnectionRegistry connections, IEnumerable<StockPublication> publications)
        : this(publications.SelectMany(static publication => new[] { publication.Owner, publication.Shop })
            .Select(id => connections.Find(id)?.Connector.Descriptor.Find(EntityNames.StockLevel)?.IdsIgnoreCase ?? false).DefaultIfEmpty().All(static ignores => ignores))
    {
    }

    /// <summary>Every spelling is an article of its own.</summary>
    public static StockSpelling AsItComes { get; } = new(inCapitals: false);

    /// <summary>All spellings are one article.</summary>
    public static StockSpelling InCapitals { get; } = new(inCapitals: true);

    public string Of(string sku) => _inCapitals ? sku.ToUpperInvariant() : sku;
}
