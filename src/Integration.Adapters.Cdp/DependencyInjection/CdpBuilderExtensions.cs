using ErpSync;
using ErpSync.Adapters.Cdp;
using ErpSync.Engine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds CRMs and CDPs to ErpSync.</summary>
public static class CdpBuilderExtensions
{
    /// <summary>Adds one CRM or CDP as a connection. Its options are validated when the host starts, all errors at once (<c>ESY41xx</c>).</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="id">Connection id, <c>[a-z0-9-]+</c>, at most 40 characters.</param>
    /// <param name="configure">Sets the options; also reached as the named options of this id.</param>
    /// <param name="limits">Limits of the connection; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The id is not well formed.</exception>
    public static IErpSyncBuilder AddCdp(this IErpSyncBuilder builder, string id, Action<CdpOptions> configure, ConnectionOptions? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var client = $"erpsync:{id}";

        // Redirects are answers here, not detours: a write key must not travel to another address.
        builder.Services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        });
        builder.Services.AddOptions<CdpOptions>(id).Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CdpOptions>, CdpOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder.AddConnection(
            id,
            provider =>
            {
                var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(client);
                http.Timeout = Timeout.InfiniteTimeSpan;
                return CdpConnectorFactory.Create(
                    id, provider.GetRequiredService<IOptionsMonitor<CdpOptions>>().Get(id), http, provider.GetRequiredService<TimeProvider>());
            },
            limits);
    }
}
