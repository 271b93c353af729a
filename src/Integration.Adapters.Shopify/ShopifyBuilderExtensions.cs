using ErpSync;
using ErpSync.Adapters.Shopify;
using ErpSync.Connectors;
using ErpSync.Engine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Shopify to ErpSync.</summary>
public static class ShopifyBuilderExtensions
{
    /// <summary>Adds a connection to one shop. Its options are validated when the host starts, all errors in one message.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="id">Connection id, <c>[a-z0-9-]+</c>.</param>
    /// <param name="configure">Sets shop, credentials and mappings.</param>
    /// <param name="limits">Limits of the connection; null takes the defaults.</param>
    public static IErpSyncBuilder AddShopify(this IErpSyncBuilder builder, string id, Action<ShopifyOptions> configure, ConnectionOptions? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var client = $"erpsync:{id}";

        // Redirects are answers here, not detours: a shop's token must not travel to another address.
        builder.Services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        });
        return builder.AddConnection(
            id,
            provider =>
            {
                var options = new ShopifyOptions();
                configure(options);
                var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(client);
                http.Timeout = Timeout.InfiniteTimeSpan;
                return ShopifyConnectorFactory.Create(
                    id,
                    options,
                    http,
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<IRateBudgetReporter>(),
                    provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
                    provider.GetRequiredService<ILinkedRecords>());
            },
            limits);
    }
}
