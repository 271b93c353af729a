using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.AspNetCore.Tests;

/// <summary>A shop that notifies: the body lists ids, one per line, signed with a shared secret; the delivery id comes in a header.</summary>
internal sealed class NotifyingShop(string id) : IWebhookSource, ISource<Item>
{
    public const string SignatureHeader = "X-Shop-Signature";
    public const string DeliveryHeader = "X-Shop-Delivery";

    private static readonly byte[] Secret = "a shared secret"u8.ToArray();

    private volatile Fault? _readFault;

    public ConnectorDescriptor Descriptor { get; } = new(id, "Notifying shop", "shop",
        [new EntityCapability(EntityNames.Item) { Reads = ReadModes.ById | ReadModes.Webhooks }]);

    /// <summary>What every reading fails with, or null.</summary>
    public Fault? ReadFault
    {
        get => _readFault;
        set => _readFault = value;
    }

    public static string Sign(ReadOnlySpan<byte> body) => Convert.ToHexString(HMACSHA256.HashData(Secret, body));

    public ConnectionReport Report { get; set; } = new(ConnectionState.Ok, []);

    public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => ValueTask.FromResult(Report);

    public WebhookVerdict Receive(WebhookDelivery delivery)
    {
        if (delivery.Query.TryGetValue("validationToken", out var token))
        {
            return new WebhookVerdict.Handshake(token);
        }

        if (delivery.Headers.GetValueOrDefault(SignatureHeader) != Sign(delivery.Body.Span))
        {
            return new WebhookVerdict.Refused("The signature is wrong.");
        }

        var ids = Encoding.UTF8.GetString(delivery.Body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ids is ["ignore"]
            ? new WebhookVerdict.Ignored("Nothing for us.")
            : new WebhookVerdict.Accepted(
                delivery.Headers[DeliveryHeader], [.. ids.Select(changed => new ChangeSignal(EntityNames.Item, changed, delivery.ReceivedAt))]);
    }

    public IAsyncEnumerable<SourcePage<Item>> ReadAsync(ReadRequest request, CancellationToken ct) => throw new NotSupportedException("Read by id only.");

    public async IAsyncEnumerable<SourceRecord<Item>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        if (ReadFault is { } fault)
        {
            throw new ConnectorException(fault);
        }

        foreach (var wanted in ids)
        {
            yield return new SourceRecord<Item>(wanted, "1", DateTimeOffset.UnixEpoch, null, IsDeleted: true);
        }
    }
}
