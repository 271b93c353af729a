using System.Globalization;
using System.Text.Json.Nodes;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

/// <summary>What writes to the reference system share.</summary>
internal static class ReferenceWriting
{
    public static async Task<WriteResult> GuardAsync(string itemId, Func<Task<WriteResult>> write)
    {
        try
        {
            return await write();
        }
        catch (ConnectorException exception)
        {
            return new WriteResult.Failed(itemId, exception.Fault);
        }
        catch (ReferenceUnknownException exception)
        {
            return new WriteResult.Unknown(itemId, exception.Fault);
        }
    }

    public static async Task<WriteResult> LevelAsync(ReferenceClient client, WriteItem<ReferenceLevel> item, CancellationToken ct)
    {
        if (item.Kind != WriteKind.Set)
        {
            return Unsupported(item.ItemId, item.Kind);
        }

        var body = new JsonObject { ["key"] = item.Key.Value, ["quantity"] = item.Value.Quantity.ToString(CultureInfo.InvariantCulture) };
        if (item.Value.From is { } from)
        {
            body["from"] = from.ToString(CultureInfo.InvariantCulture);
        }

        var answer = await client.SendAsync(HttpMethod.Put, $"levels/{Uri.EscapeDataString(item.Value.Sku)}", body, null, ct);
        var reference = new RecordRef(item.Value.Sku);
        return answer["unchanged"]?.GetValue<bool>() == true
            ? new WriteResult.Unchanged(item.ItemId, reference)
            : new WriteResult.Applied(item.ItemId, reference, answer["replay"]?.GetValue<bool>() == true);
    }

    public static RecordRef? Reference(JsonObject answer) => ReferenceReading.Text(answer, "id") is { } id ? new RecordRef(id, ReferenceReading.Text(answer, "version")) : null;

    public static WriteResult Unsupported(string itemId, WriteKind kind) => new WriteResult.Failed(itemId, new Fault(
        FaultKind.Invalid, "reference.kind-unsupported", $"The reference system does not support {kind}.")
    { Hint = "Use a kind that the capabilities name." });
}
