using System.Text.Json;

namespace ErpSync.Sandbox.Tests.BusinessCentral;

/// <summary>An answer of the sandbox ERP, read completely.</summary>
public sealed record ErpAnswer(int Status, JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement this[string property] => Body.GetProperty(property);

    public string Code => Body.GetProperty("error").GetProperty("code").GetString()!;

    public string Message => Body.GetProperty("error").GetProperty("message").GetString()!;

    public string ETag => Body.GetProperty("@odata.etag").GetString()!;

    public IReadOnlyList<JsonElement> Rows => [.. Body.GetProperty("value").EnumerateArray()];

    public string Text(string property) => Body.GetProperty(property).GetString()!;

    public decimal Number(string property) => Body.GetProperty(property).GetDecimal();
}
