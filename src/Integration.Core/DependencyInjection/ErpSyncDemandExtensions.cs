using ErpSync;
using ErpSync.Demand;
using ErpSync.Engine;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Demand data.</summary>
public static class ErpSyncDemandExtensions
{
    /// <summary>
    /// Remembers what orders and stock say about demand, in the same commit as the work itself, and offers it as <see cref="IDemandFeed"/>. Refusals and
    /// quantities that could be sold need <c>Inventory(...)</c>.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="configure">Describes channels, items and policies; null takes the defaults.</param>
    public static IErpSyncBuilder Demand(this IErpSyncBuilder builder, Action<DemandOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<DemandOptions>();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        builder.Services.TryAddSingleton<StockSpelling>();
        builder.Services.TryAddSingleton<DemandRecorder>();
        builder.Services.TryAddSingleton<IDemandFeed, DemandFeed>();
        return builder;
    }
}
