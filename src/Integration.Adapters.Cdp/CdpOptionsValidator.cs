using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Cdp;

/// <summary>Checks <see cref="CdpOptions"/> and reports all errors at once.</summary>
public sealed class CdpOptionsValidator : IValidateOptions<CdpOptions>
{
    private const int MostBytes = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CdpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();

        void Require(bool valid, string code, string text)
        {
            if (!valid)
            {
                errors.Add($"{code} Cdp '{name}': {text}");
            }
        }

        Require(IsSafe(options.Endpoint), "ESY4101", $"Endpoint '{options.Endpoint}' must be an absolute https address (http only on loopback).");
        Require(!string.IsNullOrWhiteSpace(options.WriteKey), "ESY4102", "WriteKey is missing. Take it from the source's settings.");
        Require(IsSafe(options.ProfileEndpoint), "ESY4103", $"ProfileEndpoint '{options.ProfileEndpoint}' must be an absolute https address (http only on loopback).");
        Require(string.IsNullOrEmpty(options.SpaceId) == string.IsNullOrEmpty(options.ProfileToken),
            "ESY4104", "SpaceId and ProfileToken belong together: set both, or neither to read no profiles.");
        Require(options.ProfileLag >= TimeSpan.Zero && options.ProfileLag <= TimeSpan.FromHours(1), "ESY4105", $"ProfileLag is {options.ProfileLag}; 0 to 1 hour.");
        Require(options.UserIdPrefix.Length <= 40, "ESY4106", $"UserIdPrefix has {options.UserIdPrefix.Length} characters; at most 40.");
        foreach (var unknown in options.Traits.Where(static trait => !CdpTraits.All.Contains(trait)))
        {
            Require(false, "ESY4107", $"Traits names '{unknown}', which does not exist. Traits: {string.Join(", ", CdpTraits.All)}.");
        }

        var own = new[] { options.ConsentTrait, options.ConsentAtTrait };
        Require(own.All(static trait => !string.IsNullOrWhiteSpace(trait)) && own[0] != own[1],
            "ESY4108", "ConsentTrait and ConsentAtTrait must be two different names.");
        Require(!own.Any(options.Traits.Contains) && !own.Any(options.RelationshipTraits.Contains),
            "ESY4109", "ConsentTrait and ConsentAtTrait may not be among Traits or RelationshipTraits.");
        Require(options.RelationshipTraits.All(static trait => !string.IsNullOrWhiteSpace(trait)), "ESY4110", "RelationshipTraits holds an empty name.");
        Require(options.WebhookSecrets.All(static secret => !string.IsNullOrWhiteSpace(secret)), "ESY4111", "WebhookSecrets holds an empty secret.");
        Require(options.MaxBatchEvents is >= 1 and <= 2_500, "ESY4112", $"MaxBatchEvents is {options.MaxBatchEvents}; 1 to 2,500.");
        Require(options.MaxBatchBytes is >= 1_024 and <= 500_000, "ESY4113", $"MaxBatchBytes is {options.MaxBatchBytes}; 1,024 to 500,000.");
        Require(options.MaxEventBytes is >= 512 and <= 32_000, "ESY4114", $"MaxEventBytes is {options.MaxEventBytes}; 512 to 32,000.");
        Require(options.MaxResponseBytes is >= 1_024 and <= MostBytes, "ESY4115", $"MaxResponseBytes is {options.MaxResponseBytes}; 1,024 to {MostBytes}.");
        Require(options.MaxWebhookBytes is >= 1_024 and <= MostBytes, "ESY4116", $"MaxWebhookBytes is {options.MaxWebhookBytes}; 1,024 to {MostBytes}.");
        Require(options.RequestTimeout >= TimeSpan.FromSeconds(1) && options.RequestTimeout <= TimeSpan.FromMinutes(10),
            "ESY4117", $"RequestTimeout is {options.RequestTimeout}; 1 second to 10 minutes.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsSafe(Uri? address) => address is { IsAbsoluteUri: true }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
