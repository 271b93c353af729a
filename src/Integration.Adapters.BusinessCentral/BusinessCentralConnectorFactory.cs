using Azure.Core;
using Azure.Identity;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.BusinessCentral;

/// <summary>Makes a connector of valid options.</summary>
internal static class BusinessCentralConnectorFactory
{
    public static BusinessCentralConnector Create(
        string id, BusinessCentralOptions options, HttpClient http, TimeProvider time, IRateBudgetReporter reporter, ILoggerFactory loggers)
    {
        var validation = new BusinessCentralOptionsValidator().Validate(id, options);
        if (validation.Failed)
        {
            throw new Microsoft.Extensions.Options.OptionsValidationException(id, typeof(BusinessCentralOptions), validation.Failures);
        }

        var log = loggers.CreateLogger<BusinessCentralConnector>();
        var tokens = new BcTokenSource(() => Credential(options), options.Scope, time);
        return new BusinessCentralConnector(id, options, new BcClient(http, options, tokens, new BcBudget(id, reporter, time), time, log), time, log);
    }

    private static TokenCredential Credential(BusinessCentralOptions options) =>
        options.Credential
        ?? (options.StaticToken is { Length: > 0 } token
            ? new FixedTokenCredential(token)
            : new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret));
}
