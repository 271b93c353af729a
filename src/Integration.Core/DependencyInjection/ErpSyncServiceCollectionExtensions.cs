using ErpSync;
using ErpSync.Connectors;
using ErpSync.Diagnostics;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ErpSync to a host.</summary>
public static class ErpSyncServiceCollectionExtensions
{
    /// <summary>
    /// Adds ErpSync. Without a store it keeps everything in memory, which suits tests only; a host adds a durable one. Everything is validated
    /// when the host starts, all errors in one message. Called again, it adds to the same engine.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Composes connections and flows.</param>
    public static IServiceCollection AddErpSync(this IServiceCollection services, Action<IErpSyncBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<EngineOptions>();
        AddCore(services);
        var builder = new ErpSyncBuilder(services);
        configure(builder);
        services.TryAddSingleton<ISyncStore>(static _ => new InMemorySyncStore());
        services.TryAddSingleton<ILaneOwnership>(ErpSyncBuilderExtensions.InMemoryOwnership);
        return services;
    }

    private static void AddCore(IServiceCollection services)
    {
        services.TryAddSingleton(static provider => ValidOptions(provider));
        services.TryAddSingleton<EngineThreads>();
        services.TryAddSingleton<Telemetry>();
        services.TryAddSingleton<EntityRegistry>();
        services.TryAddSingleton<RateBudgets>();
        services.TryAddSingleton<IRateBudgetReporter>(static provider => provider.GetRequiredService<RateBudgets>());
        services.TryAddSingleton<ILinkedRecords, LinkedRecords>();
        services.TryAddSingleton<ConnectionRegistry>();
        services.TryAddSingleton<RecordReader>();
        services.TryAddSingleton<IRecordReader>(static provider => provider.GetRequiredService<RecordReader>());
        services.TryAddSingleton<FlowRouter>();
        services.TryAddSingleton<WakeBoard>();
        services.TryAddSingleton<FlowControl>();
        services.TryAddSingleton<SettledCases>();
        services.TryAddSingleton<FaultDesk>();
        services.TryAddSingleton<Backoff>();
        services.TryAddSingleton<EffectRecovery>();
        services.TryAddSingleton<PlanCommitter>();
        services.TryAddSingleton<EffectJudge>();
        services.TryAddSingleton<Arrivals>();
        services.TryAddSingleton<Sweeper>();
        services.TryAddSingleton<ConnectionFindings>();
        services.TryAddSingleton<ConnectionCare>();
        services.TryAddSingleton<Housekeeping>();
        services.TryAddSingleton(static provider => new LaneTable(
            provider.GetRequiredService<ISyncStore>().LaneCount, provider.GetRequiredService<ILaneOwnership>()));
        services.TryAddSingleton<IWebhookIntake, WebhookIntake>();
        services.TryAddSingleton<IErpSync, ErpSyncOperations>();
        services.TryAddSingleton<ErpSyncEngine>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ErpSyncEngine>(static provider => provider.GetRequiredService<ErpSyncEngine>()));
    }

    private static EngineOptions ValidOptions(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<EngineOptions>>().Value;
        var errors = options.Validate().ToList();
        return errors.Count == 0
            ? options
            : throw new OptionsValidationException(nameof(EngineOptions), typeof(EngineOptions), errors);
    }
}
