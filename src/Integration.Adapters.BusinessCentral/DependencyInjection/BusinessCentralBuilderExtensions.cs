using ErpSync;
using ErpSync.Adapters.BusinessCentral;
using ErpSync.Connectors;
using ErpSync.Engine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds companies of Business Central to ErpSync.</summary>
public static class BusinessCentralBuilderExtensions
{
    /// <summary>Adds one company as a connection. Its options are validated when the host starts, all errors at once (<c>ESY30xx</c>).</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="id">Connection id, <c>[a-z0-9-]+</c>, at most 40 characters.</param>
    /// <param name="configure">Sets the options; also reached as the named options of this id.</param>
    /// <param name="limits">Limits of the connection; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The id is not well formed.</exception>
    public static IErpSyncBuilder AddBusinessCentral(this IErpSyncBuilder builder, string id, Action<BusinessCentralOptions> configure, ConnectionOptions? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var client = "ErpSync.BusinessCentral." + id;
        builder.Services.AddOptions<BusinessCentralOptions>(id).Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BusinessCentralOptions>, BusinessCentralOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpClient(client)
            .ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                // A redirect could carry the token elsewhere; the service itself never redirects.
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        return builder.AddConnection(id, provider => BusinessCentralConnectorFactory.Create(
            id,
            Options(provider, id),
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(client),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IRateBudgetReporter>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance), limits);
    }

    private static BusinessCentralOptions Options(IServiceProvider provider, string id) => provider.GetRequiredService<IOptionsMonitor<BusinessCentralOptions>>().Get(id);
}
