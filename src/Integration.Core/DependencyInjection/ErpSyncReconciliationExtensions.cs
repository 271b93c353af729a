using ErpSync;
using ErpSync.Reconciliation.Live;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds reconciliation of the systems.</summary>
public static class ErpSyncReconciliationExtensions
{
    /// <summary>Registers <see cref="IReconciliation"/> for one shop and one ERP of this host. Accounts come from <c>Finance(…)</c>.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="configure">Names systems and books; validated at once.</param>
    public static IErpSyncBuilder Reconciliation(this IErpSyncBuilder builder, Action<ReconciliationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ReconciliationOptions();
        configure(options);
        if (options.Validate().ToList() is { Count: > 0 } errors)
        {
            throw new OptionsValidationException(nameof(ReconciliationOptions), typeof(ReconciliationOptions), errors);
        }

        builder.Services.AddOptions<ErpSync.Planning.FinanceOptions>();
        builder.Services.TryAddSingleton<SystemReader>();
        builder.Services.TryAddSingleton(options);
        builder.Services.TryAddSingleton<IReconciliation, LiveReconciliation>();
        return builder;
    }
}
