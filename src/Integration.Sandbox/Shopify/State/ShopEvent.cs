using ErpSync.Sandbox.Shopify.Graph;

namespace ErpSync.Sandbox.Shopify.State;

/// <summary>Something that happened and that webhooks may tell about.</summary>
internal sealed record ShopEvent(string Topic, GraphNode? Body, string? BodyType, DateTimeOffset At);
