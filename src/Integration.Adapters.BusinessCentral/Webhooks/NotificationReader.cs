using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Adapters.BusinessCentral.Documents;
using ErpSync.Connectors;
using ErpSync.Model;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.BusinessCentral.Webhooks;

/// <summary>
/// Reads notifications. Anything but a success makes the service delete all subscriptions of the address, so a forged or unreadable delivery is ignored, never
/// refused. A <c>collection</c> change becomes a signal with the id <c>*</c>: sweep the entity now.
/// </summary>
internal sealed class NotificationReader(BusinessCentralOptions options, ILogger log)
{
    private const string Everything = "*";
    private const int MaxNotifications = 10_000;
    private readonly byte[]? _proof = options.WebhookClientState is { } state ? SHA256.HashData(Encoding.UTF8.GetBytes(state)) : null;

    public WebhookVerdict Receive(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Query.FirstOrDefault(pair => pair.Key.Equals("validationToken", StringComparison.OrdinalIgnoreCase)) is { Value: { Length: > 0 } token })
        {
            return new WebhookVerdict.Handshake(token);
        }

        if (_proof is null)
        {
            return Ignore("notifications are switched off");
        }

        try
        {
            using var document = RemoteJson.Parse(delivery.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("value", out var list) && list.ValueKind == JsonValueKind.Array
                ? Read(list, delivery)
                : Ignore("the body is not a list of notifications");
        }
        catch (JsonException)
        {
            return Ignore("the body is not JSON");
        }
    }

    private WebhookVerdict Read(JsonElement list, WebhookDelivery delivery)
    {
        if (list.GetArrayLength() > MaxNotifications)
        {
            return Ignore("the body has too many notifications");
        }

        var signals = new List<ChangeSignal>();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var authentic = 0;
        foreach (var element in list.EnumerateArray())
        {
            var notification = new BcEntity(element);
            if (element.ValueKind != JsonValueKind.Object || !IsAuthentic(notification))
            {
                continue;
            }

            authentic++;
            var text = $"{notification.Text(BcFields.SubscriptionId)}\n{notification.Text(BcFields.Resource)}\n{notification.Text("changeType")}\n{notification.Text(BcFields.LastModifiedDateTime)}\n";
            digest.AppendData(Encoding.UTF8.GetBytes(text));
            if (Signal(notification, delivery.ReceivedAt) is { } signal)
            {
                signals.Add(signal);
                if (MayHaveShipped(notification, signal))
                {
                    signals.Add(new ChangeSignal(EntityNames.Shipment, Everything, signal.OccurredAt));
                }
            }
        }

        if (authentic == 0)
        {
            return Ignore("no notification carries the client state of this connection");
        }

        return signals.Count == 0
            ? new WebhookVerdict.Ignored("nothing in it concerns this connection")
            : new WebhookVerdict.Accepted("bc-" + Convert.ToHexString(digest.GetHashAndReset())[..40], [.. signals.Distinct()]);
    }

    /// <summary>Where shipments themselves are not notified, a changed or vanished order is the earliest hint.</summary>
    private bool MayHaveShipped(BcEntity notification, ChangeSignal signal) =>
        signal.Id.StartsWith(nameof(SalesDocumentKind.SalesOrder), StringComparison.Ordinal)
        && notification.Text("changeType") != "created"
        && !options.WebhookSets.Contains(BcSets.SalesShipments, StringComparer.Ordinal);

    private bool IsAuthentic(BcEntity notification) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(notification.Text(BcFields.ClientState))), _proof);

    private ChangeSignal? Signal(BcEntity notification, DateTimeOffset receivedAt)
    {
        if (NotifiedResource.TryParse(notification.Text(BcFields.Resource)) is not { } resource || (options.CompanyId is { } company && resource.Company != company))
        {
            return null;
        }

        var at = notification.Instant(BcFields.LastModifiedDateTime);
        at = at == DateTimeOffset.MinValue ? receivedAt : at;
        var deleted = notification.Text("changeType") == "deleted";
        var id = notification.Text("changeType") == "collection" ? null : resource.Id;
        return resource.Set switch
        {
            // An order disappears when it is posted: only reading tells whether it is gone.
            BcSets.SalesOrders => new ChangeSignal(EntityNames.SalesDocumentState, Document(SalesDocumentKind.SalesOrder, id), at),
            BcSets.SalesInvoices => new ChangeSignal(EntityNames.SalesDocumentState, Document(SalesDocumentKind.SalesInvoice, id), at, deleted),
            BcSets.SalesCreditMemos => new ChangeSignal(EntityNames.SalesDocumentState, Document(SalesDocumentKind.CreditMemo, id), at, deleted),
            BcSets.SalesShipments => new ChangeSignal(EntityNames.Shipment, id?.ToString("D") ?? Everything, at, deleted),
            BcSets.Items => new ChangeSignal(EntityNames.Item, id?.ToString("D") ?? Everything, at, deleted),
            _ => null,
        };
    }

    private static string Document(SalesDocumentKind kind, Guid? id) => id is { } guid ? new DocumentRef(kind, guid, "").ToString() : Everything;

    private WebhookVerdict.Ignored Ignore(string reason)
    {
        BcLog.NotificationIgnored(log, reason);
        return new WebhookVerdict.Ignored(reason);
    }
}
