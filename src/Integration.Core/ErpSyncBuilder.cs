using Microsoft.Extensions.DependencyInjection;

namespace ErpSync;

/// <inheritdoc/>
internal sealed class ErpSyncBuilder(IServiceCollection services) : IErpSyncBuilder
{
    public IServiceCollection Services { get; } = services;
}
