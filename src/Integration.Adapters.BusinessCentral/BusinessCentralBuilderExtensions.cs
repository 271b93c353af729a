using ErpSync;
using ErpSync.Adapters.BusinessCentral;
using ErpSync.Connectors;
using ErpSync.Engine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Business Central to ErpSync.</summary>
public static class BusinessCentralBuilderExtensions
{
    /// <summary>Adds a connection to one company. Its options are validated when the host starts, all errors in one message.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="id">Connection id, <c>[a-z0-9-]+</c>.</param>
    /// <param name="configure">Sets address, company and credentials.</param>
    /// <param name="limits">Limits of the connection; null takes the defaults.</param>
    public static IErpSyncBuilder AddBusinessCentral(
        this IErpSyncBuilder builder, string id, Action<BusinessCentralOptions> configure, ConnectionOptions? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddHttpClient(ClientName(id));
        return builder.AddConnection(id, provider =>
        {
            var options = new BusinessCentralOptions();
            configure(options);
            return BusinessCentralConnectorFactory.Create(
                id, options,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName(id)),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<IRateBudgetReporter>(),
                provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
        }, limits);
    }

    private static string ClientName(string id) => $"erpsync:{id}";
}
