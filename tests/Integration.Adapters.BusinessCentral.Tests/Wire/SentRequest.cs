namespace ErpSync.Adapters.BusinessCentral.Tests.Wire;

/// <summary>A request as it went out.</summary>
internal sealed record SentRequest(string Method, Uri Address, string? Body, string? IfMatch, string? Prefer, string? Language)
{
    public string Path => Uri.UnescapeDataString(Address.AbsolutePath);

    public string Query => Uri.UnescapeDataString(Address.Query);

    public bool IsWrite => Method != "GET";
}
