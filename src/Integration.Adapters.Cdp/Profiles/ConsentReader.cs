using System.Globalization;
using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Profiles;

/// <summary>Reads a consent from traits. A word that is not known is a fault: guessing would send mail to people who objected, or none to those who agreed.</summary>
internal static class ConsentReader
{
    private static readonly Dictionary<string, ConsentState> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = ConsentState.OptIn,
        ["optin"] = ConsentState.OptIn,
        ["opted_in"] = ConsentState.OptIn,
        ["subscribed"] = ConsentState.OptIn,
        ["granted"] = ConsentState.OptIn,
        ["false"] = ConsentState.OptOut,
        ["optout"] = ConsentState.OptOut,
        ["opted_out"] = ConsentState.OptOut,
        ["unsubscribed"] = ConsentState.OptOut,
        ["denied"] = ConsentState.OptOut,
        ["unknown"] = ConsentState.Unknown,
    };

    public static (MarketingConsent? Consent, Fault? Fault) Read(JsonElement traits, CdpOptions options)
    {
        if (!traits.TryGetProperty(options.ConsentTrait, out var said) || said.ValueKind == JsonValueKind.Null)
        {
            return (null, null);
        }

        var word = said.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String => said.GetString()!.Trim(),
            _ => "",
        };
        if (!Words.TryGetValue(word, out var state))
        {
            return (null, Unreadable("consent.state", $"Trait '{options.ConsentTrait}' is neither an agreement nor an objection."));
        }

        if (!traits.TryGetProperty(options.ConsentAtTrait, out var stated) || stated.ValueKind == JsonValueKind.Null)
        {
            return (new MarketingConsent(state), null);
        }

        return stated.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(stated.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? (new MarketingConsent(state, at.ToUniversalTime()), null)
                : (null, Unreadable("consent.statedAt", $"Trait '{options.ConsentAtTrait}' is no instant."));
    }

    private static Fault Unreadable(string field, string message) =>
        new(FaultKind.Invalid, "cdp.consent-unreadable", message)
        {
            Field = field,
            Hint = "Correct the trait in the CDP, or name another one in ConsentTrait and ConsentAtTrait.",
        };
}
