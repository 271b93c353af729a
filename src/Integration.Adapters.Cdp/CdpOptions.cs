namespace ErpSync.Adapters.Cdp;

/// <summary>Options of one CRM or CDP.</summary>
public sealed class CdpOptions
{
    /// <summary>
    /// Address of the tracking API; <c>v1/batch</c> is put behind it. Default <c>https://api.segment.io/</c>; workspaces in the EU use
    /// <c>https://events.eu1.segmentapis.com/</c>.
    /// </summary>
    public Uri Endpoint { get; set; } = new("https://api.segment.io/");

    /// <summary>Write key of the source. Sent as the user of basic authentication.</summary>
    public string WriteKey { get; set; } = "";

    /// <summary>Address of the profile API. Default <c>https://profiles.segment.com/</c>; in the EU <c>https://profiles.euw1.segment.com/</c>.</summary>
    public Uri ProfileEndpoint { get; set; } = new("https://profiles.segment.com/");

    /// <summary>Id of the space whose profiles are read; null reads none: then only the shop says who consents.</summary>
    public string? SpaceId { get; set; }

    /// <summary>Access token of the profile API; set together with <see cref="SpaceId"/>.</summary>
    public string? ProfileToken { get; set; }

    /// <summary>How long until an event is surely visible in the profile API; waited before a look-up. 0 to 1 hour, default 10 seconds.</summary>
    public TimeSpan ProfileLag { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Put before the shop's customer id to make the user id, so that several shops can share one space. At most 40 characters, default empty.</summary>
    public string UserIdPrefix { get; set; } = "";

    /// <summary>Personal traits that may be told of a customer who consents, see <see cref="CdpTraits"/>. Default none: only id and consent.</summary>
    public ISet<string> Traits { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How an e-mail address is told. Default <see cref="EmailForm.Sha256"/>.</summary>
    public EmailForm Email { get; set; } = EmailForm.Sha256;

    /// <summary>Trait that holds the marketing consent. Default <c>marketing_consent</c>.</summary>
    public string ConsentTrait { get; set; } = "marketing_consent";

    /// <summary>Trait that holds when the consent was stated (ISO 8601), the evidence of a new opt-in. Default <c>marketing_consent_at</c>.</summary>
    public string ConsentAtTrait { get; set; } = "marketing_consent_at";

    /// <summary>Traits that are read as the customer's relationship; nothing else is read. Default none.</summary>
    public ISet<string> RelationshipTraits { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Shared secrets of the webhook destination; several during a rotation. Without one every delivery is refused.</summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>
    /// Names of <c>track</c> events that tell a change of consent or relationship; every <c>identify</c> does. Default <c>Segment Consent Preference Updated</c>.
    /// </summary>
    public ISet<string> ProfileEvents { get; } = new HashSet<string>(StringComparer.Ordinal) { "Segment Consent Preference Updated" };

    /// <summary>Most events in one request. 1 to 2,500, default 100.</summary>
    public int MaxBatchEvents { get; set; } = 100;

    /// <summary>Largest request in bytes; batches are split. 1,024 to 500,000, default 500,000.</summary>
    public int MaxBatchBytes { get; set; } = 500_000;

    /// <summary>Largest event in bytes; a larger one is refused, never cut. 512 to 32,000, default 32,000.</summary>
    public int MaxEventBytes { get; set; } = 32_000;

    /// <summary>Largest answer that is read, in bytes. 1,024 to 64 MiB, default 1 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>Largest webhook body, in bytes. 1,024 to 64 MiB, default 2 MiB.</summary>
    public int MaxWebhookBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>How long one answer is waited for. 1 second to 10 minutes, default 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal bool ReadsProfiles => !string.IsNullOrEmpty(SpaceId) && !string.IsNullOrEmpty(ProfileToken);
}
