using System.Text.Json;

namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>A response without faults. Dispose it when its elements are no longer needed.</summary>
internal sealed class GraphReply(JsonDocument document, string? requestId) : IDisposable
{
    public JsonElement Data { get; } = document.RootElement.GetProperty("data");

    public string? RequestId { get; } = requestId;

    public void Dispose() => document.Dispose();
}
