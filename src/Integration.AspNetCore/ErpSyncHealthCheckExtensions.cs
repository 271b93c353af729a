using ErpSync.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ErpSync to the host's health checks.</summary>
public static class ErpSyncHealthCheckExtensions
{
    /// <summary>Adds the check under the name <c>erpsync</c>.</summary>
    /// <param name="builder">The host's health checks.</param>
    public static IHealthChecksBuilder AddErpSync(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<ErpSyncHealthCheck>("erpsync");
    }
}
