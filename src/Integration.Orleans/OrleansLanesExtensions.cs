using ErpSync;
using ErpSync.Orleans;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets Orleans place ErpSync's lanes.</summary>
public static class OrleansLanesExtensions
{
    /// <summary>
    /// Every lane becomes a grain of the host's silo cluster: silos that start get their share, silos that stop or die lose theirs. The store stays the record; a lane moves
    /// only when its former owner gave it back or its lease ended on the store's clock. Call it after the store's own <c>Use…</c>, in every silo of the cluster.
    /// </summary>
    /// <param name="builder">Builder. The host must be a silo (<c>UseOrleans</c>), and its store must be one that several processes share: <c>UsePostgreSql</c>.</param>
    /// <exception cref="InvalidOperationException">ESY1051: no store that several processes share was chosen before.</exception>
    public static IErpSyncBuilder UseOrleansLanes(this IErpSyncBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(service => service.ServiceType == typeof(ILaneRegistry)))
        {
            throw new InvalidOperationException(
                "ESY1051: UseOrleansLanes needs a store that several processes share. Call UsePostgreSql before it; a store of one process has no lanes to place.");
        }

        builder.Services.AddLaneGrains();
        builder.Services.RemoveAll<ILaneOwnership>();
        builder.Services.AddSingleton<ILaneOwnership>(static provider => new OrleansLaneOwnership(
            provider.GetRequiredService<ILaneRegistry>(),
            provider.GetService<ILocalSiloDetails>() ?? throw new StoreException(
                "ESY1052", "UseOrleansLanes needs a silo in the same host, and there is none. Call UseOrleans on the host builder, or leave UseOrleansLanes out."),
            provider.GetRequiredService<ISiloStatusOracle>(),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<LaneSeats>(),
            provider.GetRequiredService<LanePlan>(),
            provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>The grains and their placement, without anybody who works the lanes.</summary>
    internal static void AddLaneGrains(this IServiceCollection services)
    {
        services.TryAddSingleton<LaneSeats>();
        services.TryAddSingleton<LanePlan>();
        services.AddPlacementDirector<LanePlacement, LanePlacementDirector>();
    }
}
