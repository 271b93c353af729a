using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ErpSync.Finance.Journal;

/// <summary>Content of events as text, so that a repetition can be told from a conflict.</summary>
[JsonSerializable(typeof(FinanceEvent))]
internal sealed partial class FinanceJson : JsonSerializerContext
{
    public static string Fingerprint(FinanceEvent happened) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(happened with { RecordedAt = null }, Default.FinanceEvent)));
}
