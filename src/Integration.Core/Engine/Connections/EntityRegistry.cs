using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>The entities this host knows, by name.</summary>
internal sealed class EntityRegistry
{
    private readonly Dictionary<string, EntityType> _types;

    public EntityRegistry(IEnumerable<EntityType> hostTypes)
    {
        _types = Canonical().ToDictionary(type => type.Name, StringComparer.Ordinal);
        foreach (var type in hostTypes)
        {
            _types[type.Name] = type;
        }
    }

    public EntityType this[string name] =>
        _types.TryGetValue(name, out var type)
            ? type
            : throw new InvalidOperationException($"Entity '{name}' is not known. Register it with AddEntity<TRecord>(\"{name}\", …) on the ErpSync builder.");

    public IReadOnlyCollection<EntityType> All => _types.Values;

    private static IEnumerable<EntityType> Canonical() =>
    [
        new EntityType<Model.Order>(EntityNames.Order, CanonicalJson.Default.Order),
        new EntityType<Model.Customer>(EntityNames.Customer, CanonicalJson.Default.Customer),
        new EntityType<Model.CustomerProfile>(EntityNames.CustomerProfile, CanonicalJson.Default.CustomerProfile),
        new EntityType<Model.CustomerActivity>(EntityNames.CustomerActivity, CanonicalJson.Default.CustomerActivity),
        new EntityType<Model.SalesDocument>(EntityNames.SalesDocument, CanonicalJson.Default.SalesDocument),
        new EntityType<Model.SalesDocumentState>(EntityNames.SalesDocumentState, CanonicalJson.Default.SalesDocumentState),
        new EntityType<Model.DocumentPosting>(EntityNames.DocumentPosting, CanonicalJson.Default.DocumentPosting),
        new EntityType<Model.PaymentEntry>(EntityNames.PaymentEntry, CanonicalJson.Default.PaymentEntry),
        new EntityType<Model.Shipment>(EntityNames.Shipment, CanonicalJson.Default.Shipment),
        new EntityType<Model.StockLevel>(EntityNames.StockLevel, CanonicalJson.Default.StockLevel),
        new EntityType<Model.Item>(EntityNames.Item, CanonicalJson.Default.Item),
        new EntityType<Model.LedgerEntry>(EntityNames.LedgerEntry, CanonicalJson.Default.LedgerEntry),
        new EntityType<Model.Payout>(EntityNames.Payout, CanonicalJson.Default.Payout),
        new EntityType<Model.PaymentDispute>(EntityNames.PaymentDispute, CanonicalJson.Default.PaymentDispute),
        new EntityType<Model.GeneralJournal>(EntityNames.GeneralJournal, CanonicalJson.Default.GeneralJournal),
    ];
}
