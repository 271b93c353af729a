using ErpSync.Connectors;
using ErpSync.Diagnostics;
using ErpSync.Storage;
using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <inheritdoc/>
internal sealed class WebhookIntake(
    ConnectionRegistry connections,
    FlowRouter router,
    ISyncStore store,
    WakeBoard wakes,
    Arrivals arrivals,
    EngineOptions options,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<WebhookIntake> logger) : IWebhookIntake
{
    public int MaxBodyBytes => options.MaxWebhookBytes;

    public async ValueTask<WebhookReply> ReceiveAsync(string connection, WebhookDelivery delivery, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (connections.Find(connection)?.Connector is not IWebhookSource source)
        {
            EngineLog.WebhookRefused(logger, connection, "No connection of this id receives webhooks");
            return new WebhookReply(404);
        }

        switch (source.Receive(delivery))
        {
            case WebhookVerdict.Accepted accepted:
                return await AcceptAsync(connection, accepted, delivery, ct).ConfigureAwait(false);
            case WebhookVerdict.Handshake handshake:
                return new WebhookReply(200, handshake.ResponseBody);
            case WebhookVerdict.Refused refused:
                EngineLog.WebhookRefused(logger, connection, refused.Reason);
                return new WebhookReply(refused.StatusCode);
            default:
                return new WebhookReply(200);
        }
    }

    private async ValueTask<WebhookReply> AcceptAsync(
        string connection, WebhookVerdict.Accepted accepted, WebhookDelivery delivery, CancellationToken ct)
    {
        arrivals.Seen(connection);
        var now = time.GetUtcNow();
        var signals = router.Route(connection, accepted.Signals, $"webhook:{connection}", accepted.DeliveryId, now, delivery.Body);
        var fresh = 0;
        if (signals.Count > 0)
        {
            var results = await store.AppendAsync(signals, null, ct).ConfigureAwait(false);
            for (var index = 0; index < results.Count; index++)
            {
                fresh += results[index].IsDuplicate ? 0 : 1;
                wakes.Flow(signals[index].Subject.Flow).Pulse();
            }

            telemetry.Accepted("webhook", fresh, results.Count - fresh);
        }

        foreach (var signal in accepted.Signals)
        {
            if (signal.Id == FlowRouter.Everything)
            {
                SweepAll(connection, signal.Entity);
            }
        }

        return new WebhookReply(200, Accepted: fresh);
    }

    private void SweepAll(string connection, string entity)
    {
        foreach (var flow in router.FlowsOf(connection, entity))
        {
            wakes.Sweep(flow.Name).Pulse();
        }
    }
}
