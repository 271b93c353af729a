using ErpSync;
using ErpSync.Storage;
using ErpSync.Storage.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps ErpSync's records in PostgreSQL, for one node or several.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>Uses a PostgreSQL database. Every host started with the same connection string shares the work.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="connectionString">Connection string of Npgsql. The schema is made by <c>MigrateErpSyncAsync</c>.</param>
    /// <param name="configure">Changes further settings, or null.</param>
    public static IErpSyncBuilder UsePostgreSql(
        this IErpSyncBuilder builder, string connectionString, Func<PostgreSqlStoreOptions, PostgreSqlStoreOptions>? configure = null)
    {
        var options = new PostgreSqlStoreOptions { ConnectionString = connectionString };
        return builder.UsePostgreSql(configure?.Invoke(options) ?? options);
    }

    /// <summary>Uses a PostgreSQL database. Every host started with the same settings shares the work.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="options">Connection string and limits.</param>
    public static IErpSyncBuilder UsePostgreSql(this IErpSyncBuilder builder, PostgreSqlStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.UseStore(
            provider => new PostgreSqlSyncStore(options, provider.GetRequiredService<TimeProvider>()),
            static provider => new PostgreSqlLaneOwnership((PostgreSqlSyncStore)provider.GetRequiredService<ISyncStore>()));
        builder.Services.AddSingleton<ILaneRegistry>(static provider => new PostgreSqlLaneRegistry((PostgreSqlSyncStore)provider.GetRequiredService<ISyncStore>()));
        return builder;
    }
}
