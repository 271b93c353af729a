using ErpSync;
using ErpSync.Planning;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Financial policies.</summary>
public static class ErpSyncFinanceExtensions
{
    /// <summary>Sets financial policies: the chart of accounts map.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="configure">Changes the policies.</param>
    public static IErpSyncBuilder Finance(this IErpSyncBuilder builder, Action<FinanceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        builder.Services.AddRoleAccounts();
        return builder;
    }

    internal static void AddRoleAccounts(this IServiceCollection services) =>
        services.TryAddSingleton<IRoleAccounts>(static provider => new MappedRoleAccounts(provider.GetRequiredService<IOptions<FinanceOptions>>().Value));
}
