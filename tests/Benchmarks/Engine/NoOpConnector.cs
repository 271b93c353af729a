using System.Text;
using ErpSync.Connectors;

namespace Benchmarks.Engine;

/// <summary>Both ends of the measured path: notifies with one id a delivery, and takes writes without doing anything.</summary>
/// <param name="id">Connection.</param>
/// <param name="maxBatch">Most writes that it takes at once.</param>
/// <param name="delay">How long it takes for one call.</param>
internal sealed class NoOpConnector(string id, int maxBatch = 500, TimeSpan delay = default) : IWebhookSource, ISink<Parcel>
{
    public const string Entity = "parcel";
    public const string DeliveryHeader = "delivery";

    /// <summary>Called with every write that arrives, or null.</summary>
    public Action<WriteItem<Parcel>>? Arrived { get; set; }

    public ConnectorDescriptor Descriptor { get; } = new(id, "No-op", "memory",
    [
        new EntityCapability(Entity) { Reads = ReadModes.Webhooks, Writes = WriteModes.Create, Idempotency = IdempotencyMode.Native, MaxBatchSize = maxBatch },
    ]);

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(new ConnectionReport(ConnectionState.Ok, []));

    public WebhookVerdict Receive(WebhookDelivery delivery)
    {
        var body = delivery.Body.Span;
        var subject = Encoding.ASCII.GetString(body[..body.IndexOf((byte)' ')]);
        return new WebhookVerdict.Accepted(delivery.Headers[DeliveryHeader], [new ChangeSignal(Entity, subject, delivery.ReceivedAt)]);
    }

    public async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<Parcel>> batch, CancellationToken ct)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, ct);
        }

        var results = new WriteResult[batch.Count];
        for (var i = 0; i < results.Length; i++)
        {
            Arrived?.Invoke(batch[i]);
            results[i] = new WriteResult.Applied(batch[i].ItemId, new RecordRef(batch[i].Value.Id));
        }

        return results;
    }

    public ValueTask<RecordRef?> LookupAsync(WriteItem<Parcel> item, CancellationToken ct) => ValueTask.FromResult<RecordRef?>(null);
}
