namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>One request, from the wire or from a part of a batch.</summary>
internal sealed record ErpRequest
{
    public required string Method { get; init; }

    /// <summary>Path and query below the route, such as <c>companies(…)/items?$top=1</c>.</summary>
    public required string RelativeUrl { get; init; }

    /// <summary>Absolute address of the route, without a final slash.</summary>
    public required string Root { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public ReadOnlyMemory<byte> Body { get; init; }

    public string User { get; init; } = "";

    /// <summary>Instant whose state lists show; null for the newest.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";

    public bool Prefers(string preference) => Header("Prefer").Contains(preference, StringComparison.OrdinalIgnoreCase);
}
