using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ErpSync.Adapters.Cdp.Events;
using ErpSync.Adapters.Cdp.Transport;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Profiles;

/// <summary>Reads consent and relationship of people from the profile API: the named traits, nothing else.</summary>
internal sealed class ProfileReader(CdpClient client, CdpOptions options, TimeProvider time)
{
    private const int EventPages = 10;
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(1);
    private readonly string _traits = string.Join(
        ',',
        options.RelationshipTraits.Order(StringComparer.Ordinal).Prepend(options.ConsentAtTrait).Prepend(options.ConsentTrait).Select(Uri.EscapeDataString));

    public async IAsyncEnumerable<SourceRecord<CustomerProfile>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            yield return await FindOneAsync(id, ct);
        }
    }

    /// <summary>Whether a message is among the events that the profile API has of a person around an instant.</summary>
    public async ValueTask<bool> HasEventAsync(Identity identity, string messageId, DateTimeOffset at, CancellationToken ct)
    {
        var window = $"start={Uri.EscapeDataString(EventMessage.Iso(at - Around))}&end={Uri.EscapeDataString(EventMessage.Iso(at + Around))}&limit=100";
        string? next = null;
        for (var page = 0; page < EventPages; page++)
        {
            var from = next is null ? "" : "&next=" + Uri.EscapeDataString(next);
            using var document = await client.GetAsync($"{Root}/{identity.Path}/events?{window}{from}", "profile events", ct);
            if (document is null)
            {
                return false;
            }

            var events = Required(document.RootElement, "data", JsonValueKind.Array);
            if (events.EnumerateArray().Any(one => IsMessage(one, messageId)))
            {
                return true;
            }

            next = NextOf(document.RootElement);
            if (next is null)
            {
                return false;
            }
        }

        throw new ConnectorException(new Fault(FaultKind.Transient, "cdp.too-many-events", "The person has more events around this instant than are looked through.")
        {
            Hint = "The event is looked for again; resolve the case if it stays so.",
        });
    }

    /// <summary>Asks for a person nobody is, to see whether the API answers.</summary>
    public async ValueTask ProbeAsync(CancellationToken ct)
    {
        using var _ = await client.GetAsync($"{Root}/{new Identity("erpsync-connection-check", true).Path}/traits?limit=1", "profile", ct);
    }

    private string Root => $"v1/spaces/{Uri.EscapeDataString(options.SpaceId!)}/collections/users/profiles";

    private async ValueTask<SourceRecord<CustomerProfile>> FindOneAsync(string id, CancellationToken ct)
    {
        var path = $"{Root}/{Identity.OfCustomer(id, options).Path}/traits?include={_traits}&limit=200";
        using var document = await client.GetAsync(path, "profile", ct);
        var now = time.GetUtcNow();
        if (document is null)
        {
            return new SourceRecord<CustomerProfile>(id, "none", now, null, IsDeleted: true);
        }

        var traits = Required(document.RootElement, "traits", JsonValueKind.Object);
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(traits.GetRawText())), 0, 8);
        var (consent, fault) = ConsentReader.Read(traits, options);
        return fault is not null
            ? new SourceRecord<CustomerProfile>(id, version, now, null, Fault: fault)
            : new SourceRecord<CustomerProfile>(
                id, version, consent?.StatedAt ?? now, new CustomerProfile { CustomerId = id, Consent = consent, Relationship = Relationship(traits) });
    }

    private Dictionary<string, string> Relationship(JsonElement traits)
    {
        var relationship = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in options.RelationshipTraits.Order(StringComparer.Ordinal))
        {
            if (traits.TryGetProperty(name, out var value) && TextOf(value) is { } text)
            {
                relationship[name] = text;
            }
        }

        return relationship;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static bool IsMessage(JsonElement one, string messageId) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty("message_id", out var id) && id.ValueKind == JsonValueKind.String && id.ValueEquals(messageId);

    private static string? NextOf(JsonElement root) =>
        root.TryGetProperty("cursor", out var cursor) && cursor.ValueKind == JsonValueKind.Object
        && cursor.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True
        && cursor.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String && next.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static JsonElement Required(JsonElement root, string member, JsonValueKind kind) =>
        root.TryGetProperty(member, out var found) && found.ValueKind == kind
            ? found
            : throw new ConnectorException(new Fault(FaultKind.SchemaChanged, "cdp.schema-changed", $"The profile API answers without '{member}'.")
            {
                Hint = "Update ErpSync or check ProfileEndpoint, then resume.",
            });
}
