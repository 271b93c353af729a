using ErpSync.Sandbox.Shopify.Graph;
using ErpSync.Sandbox.Shopify.Operations;
using ErpSync.Sandbox.Shopify.State;
using GraphQL;

namespace ErpSync.Sandbox.Shopify.Webhooks;

/// <summary>Reads and writes of webhook subscriptions.</summary>
internal sealed class WebhookOperations(ShopState shop, WebhookSender sender)
{
    public void Register(RootFields roots)
    {
        roots.Query("webhookSubscription", context => sender.Find(Gid.Tail(context.GetArgument<string>("id")))?.Node(sender.Version));
        roots.Query("webhookSubscriptions", List);
        roots.Mutation("webhookSubscriptionCreate", Create);
        roots.Mutation("webhookSubscriptionUpdate", Update);
        roots.Mutation("webhookSubscriptionDelete", Delete);
    }

    private ConnectionItem[] List(IResolveFieldContext context)
    {
        var topics = context.GetArgument<List<string>?>("topics");
        var uri = context.GetArgument<string?>("uri");
        return [.. sender.Subscriptions
            .Where(subscription => (topics is null || topics.Count == 0 || topics.Contains(subscription.Topic)) && (uri is null || subscription.Uri == uri))
            .OrderBy(subscription => subscription.Id)
            .Select(subscription => new ConnectionItem(subscription.Key, subscription.Node(sender.Version)))];
    }

    private GraphNode Create(IResolveFieldContext context)
    {
        const string Type = "WebhookSubscriptionCreatePayload";
        var topic = context.GetArgument<string>("topic");
        var input = context.GetArgument<Dictionary<string, object?>>("webhookSubscription");
        lock (shop.Gate)
        {
            var now = shop.Now();
            var subscription = new SubscriptionState { Id = shop.NextId(), Topic = topic, CreatedAt = now, UpdatedAt = now, Uri = "" };
            if (Apply(subscription, input) is { } problem)
            {
                return Payload.Error(Type, "UserError", null, problem, "webhookSubscription", "callbackUrl");
            }

            sender.Add(subscription);
            return new GraphNode(Type) { ["webhookSubscription"] = subscription.Node(sender.Version) };
        }
    }

    private GraphNode Update(IResolveFieldContext context)
    {
        const string Type = "WebhookSubscriptionUpdatePayload";
        lock (shop.Gate)
        {
            if (sender.Find(Gid.Tail(context.GetArgument<string>("id"))) is not { } subscription)
            {
                return Payload.Error(Type, "UserError", null, "Webhook subscription does not exist", "id");
            }

            if (Apply(subscription, context.GetArgument<Dictionary<string, object?>>("webhookSubscription")) is { } problem)
            {
                return Payload.Error(Type, "UserError", null, problem, "webhookSubscription", "callbackUrl");
            }

            subscription.UpdatedAt = shop.Now();
            return new GraphNode(Type) { ["webhookSubscription"] = subscription.Node(sender.Version) };
        }
    }

    private GraphNode Delete(IResolveFieldContext context)
    {
        const string Type = "WebhookSubscriptionDeletePayload";
        var id = context.GetArgument<string>("id");
        return sender.Remove(Gid.Tail(id))
            ? new GraphNode(Type) { ["deletedWebhookSubscriptionId"] = id }
            : Payload.Error(Type, "UserError", null, "Webhook subscription does not exist", "id");
    }

    /// <summary>Takes over the given values; a text says what is wrong with them.</summary>
    private string? Apply(SubscriptionState subscription, Dictionary<string, object?> input)
    {
        var uri = (string?)input.Value("uri") ?? subscription.Uri;
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed))
        {
            return "Address is invalid";
        }

        if (parsed.Scheme is not ("http" or "https"))
        {
            return $"Address protocol {parsed.Scheme}:// is not supported";
        }

        if (sender.Subscriptions.Any(other => other.Id != subscription.Id && other.Topic == subscription.Topic && other.Uri == uri))
        {
            return "Address for this topic has already been taken";
        }

        subscription.Uri = uri;
        subscription.Name = input.TryGetValue("name", out var name) ? (string?)name : subscription.Name;
        subscription.Filter = input.TryGetValue("filter", out var filter) ? (string?)filter : subscription.Filter;
        subscription.IncludeFields = Texts("includeFields") ?? subscription.IncludeFields;
        subscription.MetafieldNamespaces = Texts("metafieldNamespaces") ?? subscription.MetafieldNamespaces;
        return null;

        string[]? Texts(string field) => input.Value(field) is System.Collections.IEnumerable many ? [.. many.Cast<object?>().OfType<string>()] : null;
    }
}
