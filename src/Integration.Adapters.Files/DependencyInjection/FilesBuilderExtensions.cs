using ErpSync;
using ErpSync.Adapters.Files;
using ErpSync.Engine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds warehouses that exchange files to ErpSync.</summary>
public static class FilesBuilderExtensions
{
    /// <summary>
    /// Adds one warehouse or 3PL as a connection, and the flow <c>files:{id}</c> that keeps a timeline of every file and opens a case for what was
    /// refused. Its options are validated when the host starts, all errors at once (<c>ESY40xx</c>).
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="id">Connection id, <c>[a-z0-9-]+</c>, at most 40 characters.</param>
    /// <param name="configure">Sets the options; also reached as the named options of this id.</param>
    /// <param name="limits">Limits of the connection; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The id is not well formed.</exception>
    public static IErpSyncBuilder AddWarehouseFiles(this IErpSyncBuilder builder, string id, Action<FilesOptions> configure, ConnectionOptions? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<FilesOptions>(id).Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FilesOptions>, FilesOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder
            .AddEntity(WarehouseReturn.EntityName, FilesJson.Default.WarehouseReturn)
            .AddEntity(WarehouseFile.EntityName, FilesJson.Default.WarehouseFile)
            .AddFlow(provider => new FileFlow(id, provider.GetRequiredService<IRecordReader>()))
            .AddConnection(id, provider => new FilesConnector(
                id, provider.GetRequiredService<IOptionsMonitor<FilesOptions>>().Get(id), provider.GetRequiredService<TimeProvider>()), limits);
    }
}
