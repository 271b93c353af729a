using System.Text.Json;

namespace ErpSync.Adapters.BusinessCentral.Tests.Wire;

/// <summary>A request as it went out.</summary>
internal sealed record SentRequest(string Method, Uri Address, string? Body, string? IfMatch, string? Prefer, string? Language)
{
    public string Path => Uri.UnescapeDataString(Address.AbsolutePath);

    public string Query => Uri.UnescapeDataString(Address.Query);

    public bool IsBatch => Path.EndsWith("/$batch", StringComparison.Ordinal);

    public bool IsWrite => IsBatch ? Parts.Any(part => part.IsWrite) : Method != "GET";

    /// <summary>The operations of a batch; the request itself when it is none.</summary>
    public IReadOnlyList<SentRequest> Parts => !IsBatch ? [this]
        : [.. JsonDocument.Parse(Body!).RootElement.GetProperty("requests").EnumerateArray().Select(part => this with
        {
            Method = part.GetProperty("method").GetString()!,
            Address = new Uri(Address, part.GetProperty("url").GetString()!),
            Body = part.TryGetProperty("body", out var body) ? body.GetRawText() : null,
        })];
}
