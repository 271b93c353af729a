using System.Globalization;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify.Orders;

/// <summary>Reads and writes checkpoints: small JSON objects of texts.</summary>
internal static class Checkpoints
{
    /// <summary>Member that names the feed, so that no checkpoint is taken for another's. The first release did not write it.</summary>
    public const string Feed = "of";

    private const int LongestText = 4096;

    public static Checkpoint Write(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        return new Checkpoint(Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <exception cref="ConnectorException">The text is not a checkpoint of that feed.</exception>
    public static JsonElement Read(Checkpoint checkpoint, string feed)
    {
        var json = Read(checkpoint);
        return json.Text(Feed) is { } written && written != feed ? throw Foreign() : json;
    }

    /// <exception cref="ConnectorException">The text is not a checkpoint of this connector.</exception>
    public static JsonElement Read(Checkpoint checkpoint)
    {
        try
        {
            if (checkpoint.Value is { Length: <= LongestText } text)
            {
                using var document = RemoteJson.Parse(Encoding.UTF8.GetBytes(text));
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    return document.RootElement.Clone();
                }
            }
        }
        catch (JsonException)
        {
        }

        throw Foreign();
    }

    public static ConnectorException Foreign() => new(new Fault(FaultKind.Invalid, "shopify.bad-checkpoint", "The stored checkpoint was not written by this feed.")
    {
        Hint = "Forget the checkpoint of the flow (IErpSync.ForgetCheckpointAsync).",
    });

    public static string Text(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Instant(this Checkpoint? checkpoint, string member) => checkpoint is { } value ? Read(value).Instant(member) : null;
}
