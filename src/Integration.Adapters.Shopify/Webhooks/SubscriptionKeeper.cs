using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Webhooks;

/// <summary>
/// Keeps exactly one subscription per wanted topic at the callback: whole bodies, no filter. Subscriptions of other addresses are left alone, because another
/// installation of the same app may own them; unwanted topics at the callback are removed.
/// </summary>
internal sealed class SubscriptionKeeper(ShopifyClient client, ShopifyOptions options)
{
    private const int PageSize = 250;
    private static readonly Operation ListAll = Operation.Load("webhook-list");
    private static readonly Operation Create = Operation.Load("webhook-create");
    private static readonly Operation Update = Operation.Load("webhook-update");
    private static readonly Operation Delete = Operation.Load("webhook-delete");

    public async Task<SubscriptionReport> EnsureAsync(Uri callback, CancellationToken ct)
    {
        var wanted = options.WebhookTopics.Distinct(StringComparer.Ordinal).ToArray();
        var findings = new List<ConnectionFinding>();
        var present = (await ListAsync(ct)).Where(subscription => SameAddress(subscription.Address, callback)).ToArray();
        var (created, repaired) = (0, 0);
        foreach (var topic in wanted)
        {
            var mine = present.Where(subscription => subscription.Topic == EnumName(topic)).ToArray();
            if (mine.Length == 0)
            {
                created += await SaveAsync(Create, topic, callback, writer => writer.WriteString("topic", EnumName(topic)), findings, ct) ? 1 : 0;
            }
            else if (!mine[0].IsWhole)
            {
                repaired += await SaveAsync(Update, topic, callback, writer => writer.WriteString("id", mine[0].Id), findings, ct) ? 1 : 0;
            }

            foreach (var subscription in mine.Take(1).Where(subscription => !subscription.IsVersionSupported))
            {
                findings.Add(new ConnectionFinding(
                    "shopify.webhook-version", $"The payload version of '{topic}' is no longer supported.", "Set a supported webhook API version in the configuration of the app."));
            }
        }

        var surplus = present.GroupBy(subscription => subscription.Topic, StringComparer.Ordinal)
            .SelectMany(group => wanted.Any(topic => EnumName(topic) == group.Key) ? group.Skip(1) : group);
        foreach (var subscription in surplus)
        {
            repaired += await RemoveAsync(subscription, findings, ct) ? 1 : 0;
        }

        return new SubscriptionReport(wanted.Length, created, repaired, options.SubscriptionCheckInterval, findings);
    }

    /// <summary>orders/create → ORDERS_CREATE; customer.tags_added → CUSTOMER_TAGS_ADDED.</summary>
    internal static string EnumName(string topic) => topic.Replace('/', '_').Replace('.', '_').ToUpperInvariant();

    private static bool SameAddress(string? address, Uri callback) =>
        Uri.TryCreate(address, UriKind.Absolute, out var present) && present.AbsoluteUri == callback.AbsoluteUri;

    private async Task<List<Subscription>> ListAsync(CancellationToken ct)
    {
        var found = new List<Subscription>();
        string? cursor = null;
        do
        {
            using var reply = await client.QueryAsync(
                ListAll,
                writer =>
                {
                    writer.WriteNumber("first", PageSize);
                    writer.WriteString("after", cursor);
                },
                ct);
            var nodes = reply.Data.Nodes("webhookSubscriptions").Select(Subscription.Read).ToArray();
            found.AddRange(nodes);
            cursor = PageEnd.NextCursor(reply.Data.Object("webhookSubscriptions"), nodes.Length, ListAll);
        }
        while (cursor is not null && found.Count < options.MaxNestedNodes);
        return found;
    }

    private async Task<bool> SaveAsync(
        Operation operation, string topic, Uri callback, Action<Utf8JsonWriter> identity, List<ConnectionFinding> findings, CancellationToken ct)
    {
        try
        {
            return await SaveOneAsync(operation, topic, callback, identity, findings, ct);
        }
        catch (ConnectorException exception) when (exception.Fault.Kind == FaultKind.Invalid)
        {
            // A topic that is no word of the API is refused before anything is looked at; the other topics are none the worse for it.
            findings.Add(Refused(topic, exception.Fault.Message));
            return false;
        }
    }

    private async Task<bool> SaveOneAsync(
        Operation operation, string topic, Uri callback, Action<Utf8JsonWriter> identity, List<ConnectionFinding> findings, CancellationToken ct)
    {
        using var reply = await SendAsync(
            operation,
            writer =>
            {
                identity(writer);
                writer.WriteStartObject("webhookSubscription");
                writer.WriteString("uri", callback.AbsoluteUri);
                writer.WriteString("format", "JSON");
                writer.WriteNull("filter");
                writer.Strings("includeFields", []);
                writer.WriteEndObject();
            },
            ct);
        var payload = reply.Data.Object(operation == Create ? "webhookSubscriptionCreate" : "webhookSubscriptionUpdate");
        if (payload?.Object("webhookSubscription") is not null)
        {
            return true;
        }

        var message = GraphErrors.Clean(payload?.List("userErrors").FirstOrDefault().Text("message"));
        if (!message.Contains("already been taken", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(Refused(topic, message));
        }

        return false;
    }

    private static ConnectionFinding Refused(string topic, string message) => new(
        "shopify.webhook-refused", $"Shopify does not subscribe '{topic}': {message}", "Grant the scope of the topic, correct the callback address or take the topic out of WebhookTopics.");

    private async Task<bool> RemoveAsync(Subscription subscription, List<ConnectionFinding> findings, CancellationToken ct)
    {
        using var reply = await SendAsync(Delete, writer => writer.WriteString("id", subscription.Id), ct);
        var payload = reply.Data.Object("webhookSubscriptionDelete");
        if (payload?.Filled("deletedWebhookSubscriptionId") is not null)
        {
            return true;
        }

        findings.Add(new ConnectionFinding(
            "shopify.webhook-surplus",
            $"A subscription of {subscription.Topic} that is not wanted could not be removed: {GraphErrors.Clean(payload?.List("userErrors").FirstOrDefault().Text("message"))}"));
        return false;
    }

    /// <summary>All three writes lead to the same state however often they run, so an unknown outcome is simply tried again by the next look.</summary>
    private async Task<GraphReply> SendAsync(Operation operation, Action<Utf8JsonWriter> variables, CancellationToken ct)
    {
        try
        {
            return await client.MutateAsync(operation, variables, ct);
        }
        catch (UnknownOutcomeException exception)
        {
            throw new ConnectorException(exception.Fault, exception);
        }
    }
}
