using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.BusinessCentral;

/// <summary>Checks <see cref="BusinessCentralOptions"/> and reports all errors at once.</summary>
public sealed class BusinessCentralOptionsValidator : IValidateOptions<BusinessCentralOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BusinessCentralOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        var prefix = string.IsNullOrEmpty(name) ? "BusinessCentral" : $"BusinessCentral '{name}'";

        void Require(bool valid, string code, string text)
        {
            if (!valid)
            {
                errors.Add($"{code} {prefix}: {text}");
            }
        }

        var ownRoot = options.BaseAddress is { IsAbsoluteUri: true } && options.BaseAddress.AbsolutePath.TrimEnd('/').EndsWith("/api/v2.0", StringComparison.OrdinalIgnoreCase);
        Require(options.BaseAddress is { IsAbsoluteUri: true } && (options.BaseAddress.Scheme == Uri.UriSchemeHttps || options.BaseAddress.IsLoopback),
            "ESY3001", $"BaseAddress '{options.BaseAddress}' must be an absolute https address (http only on loopback). Example: https://api.businesscentral.dynamics.com/.");
        Require(ownRoot || !string.IsNullOrWhiteSpace(options.TenantId), "ESY3002", "TenantId is missing. Set the Entra tenant id or domain, or end BaseAddress in /api/v2.0.");
        Require(ownRoot || !string.IsNullOrWhiteSpace(options.Environment), "ESY3003", "Environment is empty. Set the environment name, for example Production.");
        Require((options.CompanyId is { } id && id != Guid.Empty) != !string.IsNullOrWhiteSpace(options.CompanyName), "ESY3004", "set exactly one of CompanyId and CompanyName.");
        var credentials = (options.Credential is null ? 0 : 1) + (string.IsNullOrEmpty(options.StaticToken) ? 0 : 1) + (string.IsNullOrEmpty(options.ClientSecret) ? 0 : 1);
        Require(credentials == 1, "ESY3005", $"{credentials} credentials are set. Set exactly one of Credential, StaticToken and ClientSecret.");
        Require(string.IsNullOrEmpty(options.ClientSecret) || (!string.IsNullOrWhiteSpace(options.ClientId) && !string.IsNullOrWhiteSpace(options.TenantId)),
            "ESY3006", "ClientSecret needs ClientId and TenantId. Set both, or use Credential.");
        Require(options.CustomerMode != BusinessCentralCustomerMode.Guest || !string.IsNullOrWhiteSpace(options.GuestCustomerNumber),
            "ESY3007", "CustomerMode Guest needs GuestCustomerNumber. Set the number of the collective customer.");
        Require(Length(options.GuestCustomerNumber) <= 20, "ESY3008", $"GuestCustomerNumber has {Length(options.GuestCustomerNumber)} characters; at most 20 are possible.");
        Require(Length(options.CustomerTemplateNumber) <= 20, "ESY3009", $"CustomerTemplateNumber has {Length(options.CustomerTemplateNumber)} characters; at most 20 are possible.");
        Require(Length(options.CustomerNumberPrefix) <= 10, "ESY3010", $"CustomerNumberPrefix has {Length(options.CustomerNumberPrefix)} characters; at most 10 leave room for the id.");
        Require(options.UnknownOutcomeWait >= TimeSpan.Zero && options.UnknownOutcomeWait <= TimeSpan.FromHours(1), "ESY3012", $"UnknownOutcomeWait {options.UnknownOutcomeWait} must be between 0 and 1 hour. Default 00:08:00.");
        Require(options.DeltaOverlap >= TimeSpan.Zero && options.DeltaOverlap <= TimeSpan.FromDays(1), "ESY3013", $"DeltaOverlap {options.DeltaOverlap} must be between 0 and 1 day. Default 00:10:00.");
        Require(options.LedgerOverlap is >= 0 and <= 100_000, "ESY3014", $"LedgerOverlap {options.LedgerOverlap} must be between 0 and 100,000. Default 200.");
        Require(options.PageSize is >= 1 and <= 20_000, "ESY3015", $"PageSize {options.PageSize} must be between 1 and 20,000. Default 500.");
        Require(options.MaxPages >= 1, "ESY3016", $"MaxPages {options.MaxPages} must be at least 1. Default 1,000.");
        Require(options.MaxConcurrentRequests is >= 1 and <= 100, "ESY3017", $"MaxConcurrentRequests {options.MaxConcurrentRequests} must be between 1 and 100. Default 4.");
        Require(options.MaxResponseBytes >= 64 * 1024, "ESY3018", $"MaxResponseBytes {options.MaxResponseBytes} must be at least 65,536. Default 67,108,864.");
        Require(options.WebhookClientState is null || options.WebhookClientState.Length is >= 16 and <= 2_048, "ESY3019", $"WebhookClientState has {Length(options.WebhookClientState)} characters; it must have 16 to 2,048. Use a long random value.");
        Require(options.WebhookSets is { Count: <= 20 }, "ESY3020", $"WebhookSets has {options.WebhookSets?.Count ?? 0} entries; at most 20 are possible.");
        Require(options.StockPage is not { } page || (page.Route.Split('/') is { Length: 3 } parts && parts.All(part => part.Length > 0) && page.EntitySet.Length > 0),
            "ESY3021", $"StockPage route '{options.StockPage?.Route}' must be publisher/group/version with an entity set. Example: contoso/sync/v1.0 and itemAvailabilities.");
        Require(options.RequestTimeout >= TimeSpan.FromSeconds(1) && options.RequestTimeout <= TimeSpan.FromMinutes(10), "ESY3024", $"RequestTimeout {options.RequestTimeout} must be between 1 second and 10 minutes. Default 00:01:30.");
        foreach (var (gateway, journal) in options.PaymentJournals.Concat(options.RefundJournals))
        {
            Require(Length(journal) is >= 1 and <= 10, "ESY3022", $"journal '{journal}' of gateway '{gateway}' must have 1 to 10 characters. Use the batch code of the payment journal.");
        }

        Require(options.GeneralJournal is null || Length(options.GeneralJournal) is >= 1 and <= 10, "ESY3026", $"GeneralJournal '{options.GeneralJournal}' must have 1 to 10 characters. Use the batch code of the general journal.");
        Require(Length(options.UntaxedTaxCode) <= 20, "ESY3025", $"UntaxedTaxCode has {Length(options.UntaxedTaxCode)} characters; at most 20 are possible.");
        foreach (var (location, code) in options.LocationMap)
        {
            Require(Length(code) is >= 1 and <= 10, "ESY3023", $"location code '{code}' of '{location}' must have 1 to 10 characters.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static int Length(string? text) => text?.Length ?? 0;
}
