using System.Text.Json.Serialization.Metadata;
using ErpSync;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Storage.InMemory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What every host composes: store, engine limits, connections, entities and flows.</summary>
public static class ErpSyncBuilderExtensions
{
    /// <summary>Sets limits and times of the engine.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="configure">Changes the options.</param>
    public static IErpSyncBuilder Engine(this IErpSyncBuilder builder, Action<EngineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Keeps everything in memory: for tests and trials. Nothing survives the process.</summary>
    /// <param name="builder">Builder.</param>
    public static IErpSyncBuilder UseInMemoryStore(this IErpSyncBuilder builder) =>
        builder.UseStore(static _ => new InMemorySyncStore(), InMemoryOwnership);

    /// <summary>Replaces the store. Store packages bring their own <c>Use…</c> that calls this.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="store">Makes the store.</param>
    /// <param name="ownership">Makes the lane ownership that belongs to it.</param>
    public static IErpSyncBuilder UseStore(
        this IErpSyncBuilder builder, Func<IServiceProvider, ISyncStore> store, Func<IServiceProvider, ILaneOwnership> ownership)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.RemoveAll<ISyncStore>();
        builder.Services.RemoveAll<ILaneOwnership>();
        builder.Services.RemoveAll<ILaneRegistry>();
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(ownership);
        return builder;
    }

    /// <summary>Adds a connection to a system. Adapter packages bring their own <c>Add…</c> that calls this.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="id">Connection id, <c>[a-z0-9-]+</c>, at most 40 characters.</param>
    /// <param name="create">Makes the connector; called once.</param>
    /// <param name="options">Limits; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The id is not well formed.</exception>
    public static IErpSyncBuilder AddConnection(
        this IErpSyncBuilder builder, string id, Func<IServiceProvider, IConnector> create, ConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        if (string.IsNullOrEmpty(id) || id.Length > 40 || !id.All(static character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            throw new ArgumentException($"ESY1104: Connection id '{id}' is not usable. Use 1 to 40 characters of a-z, 0-9 and '-'.", nameof(id));
        }

        builder.Services.AddSingleton(new ConnectionRegistration(id, create) { Options = options ?? new ConnectionOptions() });
        return builder;
    }

    /// <summary>Makes a record type of the host known, so that its connectors and flows can move it.</summary>
    /// <typeparam name="TRecord">Record.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <param name="name">Entity name.</param>
    /// <param name="json">Source-generated serialisation contract.</param>
    public static IErpSyncBuilder AddEntity<TRecord>(this IErpSyncBuilder builder, string name, JsonTypeInfo<TRecord> json)
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<EntityType>(new EntityType<TRecord>(name, json));
        return builder;
    }

    /// <summary>Adds a flow.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="create">Makes the flow; called once.</param>
    public static IErpSyncBuilder AddFlow(this IErpSyncBuilder builder, Func<IServiceProvider, ISyncFlow> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(create);
        return builder;
    }

    internal static ILaneOwnership InMemoryOwnership(IServiceProvider provider) =>
        new InMemoryLaneOwnership(((InMemorySyncStore)provider.GetRequiredService<ISyncStore>()).Lanes, "host");
}
