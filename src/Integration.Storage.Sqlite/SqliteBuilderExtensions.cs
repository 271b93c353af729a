using ErpSync;
using ErpSync.Storage;
using ErpSync.Storage.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps ErpSync's records in an SQLite file.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Uses one SQLite file with the default options. One process owns it; a second one is refused at start.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="path">File; its folder must exist. The schema is made by <c>MigrateErpSyncAsync</c>.</param>
    public static IErpSyncBuilder UseSqlite(this IErpSyncBuilder builder, string path) => builder.UseSqlite(new SqliteStoreOptions { Path = path });

    /// <summary>Uses one SQLite file. One process owns it; a second one is refused at start.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="options">File and limits.</param>
    public static IErpSyncBuilder UseSqlite(this IErpSyncBuilder builder, SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.UseStore(
            _ => new SqliteSyncStore(options),
            static provider => new SqliteLaneOwnership((SqliteSyncStore)provider.GetRequiredService<ISyncStore>()));
    }
}
