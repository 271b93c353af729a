namespace ErpSync.Sandbox.BusinessCentral.Http;

/// <summary>One answer.</summary>
internal sealed record ErpResponse(int Status)
{
    public const string Json = "application/json; odata.metadata=minimal";

    public string ContentType { get; init; } = Json;

    public byte[] Body { get; init; } = [];

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
