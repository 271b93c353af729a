using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify;

/// <summary>What the connector says about itself.</summary>
internal static class ShopifyCapabilities
{
    private static readonly TimeSpan WriteLag = TimeSpan.FromSeconds(2);

    // updatedAt counts whole seconds.
    private static readonly TimeSpan Granularity = TimeSpan.FromSeconds(1);

    public static ConnectorDescriptor Describe(string id, ShopifyOptions options) => new(
        id,
        $"Shopify {options.ShopDomain}",
        "shop",
        [
            new EntityCapability(EntityNames.Order)
            {
                Reads = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta | ReadModes.Deletes | ReadModes.Webhooks,
                MaxReadBatchSize = options.OrdersPerRequest,
                VersionGranularity = Granularity,
            },
            new EntityCapability(EntityNames.Item) { Reads = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta | ReadModes.Webhooks },
            new EntityCapability(EntityNames.Customer) { Reads = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta | ReadModes.Webhooks },
            new EntityCapability(EntityNames.StockLevel)
            {
                Reads = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta,
                Writes = WriteModes.Set,
                Idempotency = IdempotencyMode.Native,
                MaxBatchSize = 250,
                MaxReadBatchSize = 25,
                IdsIgnoreCase = true,
                VersionGranularity = Granularity,
                ConsistencyLag = WriteLag,
            },
            new EntityCapability(EntityNames.Shipment)
            {
                Writes = WriteModes.Create,
                Idempotency = IdempotencyMode.NaturalKey,
                MaxBatchSize = 10,
                ConsistencyLag = WriteLag,
            },
            new EntityCapability(EntityNames.Payout) { Reads = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta, MaxReadBatchSize = 10 },
            new EntityCapability(EntityNames.PaymentDispute) { Reads = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta },
        ]);
}
