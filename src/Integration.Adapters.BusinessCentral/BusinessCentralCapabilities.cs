using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral;

/// <summary>What a connection can do, as data.</summary>
internal static class BusinessCentralCapabilities
{
    private const int WriteBatch = 8;

    public static ConnectorDescriptor Describe(string id, BusinessCentralOptions options)
    {
        var delta = ReadModes.ById | ReadModes.Snapshot | ReadModes.Delta;
        var notified = options.WebhookClientState is null ? delta : delta | ReadModes.Webhooks;
        return new ConnectorDescriptor(id, $"Business Central {options.CompanyName ?? options.CompanyId?.ToString("D")}", "erp",
        [
            Sink(EntityNames.Customer, WriteModes.Create | WriteModes.Update, options),
            Sink(EntityNames.SalesDocument, WriteModes.Create | WriteModes.Update | WriteModes.Delete, options),
            Sink(EntityNames.DocumentPosting, WriteModes.Create, options),
            // Without a journal no payment could be booked; saying so lets the host refuse a configuration that asks for it.
            Sink(EntityNames.PaymentEntry, options.PaymentJournals.Count + options.RefundJournals.Count > 0 ? WriteModes.Create : WriteModes.None, options),
            Sink(EntityNames.GeneralJournal, options.GeneralJournal is not null ? WriteModes.Create : WriteModes.None, options),
            new EntityCapability(EntityNames.SalesDocumentState) { Reads = notified, MaxReadBatchSize = 100 },
            new EntityCapability(EntityNames.Shipment) { Reads = notified, MaxReadBatchSize = 100 },
            new EntityCapability(EntityNames.StockLevel) { Reads = delta, MaxReadBatchSize = 300, IdsIgnoreCase = true },
            new EntityCapability(EntityNames.Item) { Reads = delta, MaxReadBatchSize = 300 },
            new EntityCapability(EntityNames.LedgerEntry) { Reads = delta, MaxReadBatchSize = 100 },
        ]);
    }

    private static EntityCapability Sink(string entity, WriteModes writes, BusinessCentralOptions options) => new(entity)
    {
        Writes = writes,
        Idempotency = IdempotencyMode.NaturalKey,
        MaxBatchSize = WriteBatch,
        ConsistencyLag = options.UnknownOutcomeWait,
    };
}
