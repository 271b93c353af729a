using ErpSync.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a host does with ErpSync before it starts.</summary>
public static class ErpSyncServiceProviderExtensions
{
    /// <summary>
    /// Creates the store's schema or migrates it forward. Call it before the host starts, or from a deployment step: starting with an older schema is refused,
    /// and nothing migrates by itself.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="ct">Cancels before the change, not during it.</param>
    /// <exception cref="StoreException">The store is newer than this library, locked or not usable.</exception>
    public static ValueTask MigrateErpSyncAsync(this IServiceProvider services, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.GetRequiredService<ISyncStore>().MigrateAsync(ct);
    }
}
