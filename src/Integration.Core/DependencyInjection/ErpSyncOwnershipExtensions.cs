using ErpSync;
using ErpSync.Engine;
using ErpSync.Ownership;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Ownership: whose number it is.</summary>
public static class ErpSyncOwnershipExtensions
{
    /// <summary>
    /// Sets who owns which field. From then on plans and sinks are held to it: a write that authority refuses never leaves the process. Called again, it adds
    /// to what was said before.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="configure">Composes the policy; checked when the host starts.</param>
    public static IErpSyncBuilder Ownership(this IErpSyncBuilder builder, Action<OwnershipBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddSingleton(configure);
        builder.Services.TryAddSingleton(static provider =>
        {
            var ownership = new OwnershipBuilder();
            foreach (var step in provider.GetServices<Action<OwnershipBuilder>>())
            {
                step(ownership);
            }

            return ownership.Build(provider.GetServices<ConnectionRegistration>().Select(static registration => registration.Id));
        });
        builder.Services.TryAddSingleton<PlanGuard>();
        builder.Services.TryAddSingleton<OwnershipDesk>();
        return builder;
    }
}
