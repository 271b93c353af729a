using ErpSync;
using ErpSync.Engine;
using ErpSync.Planning;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Stock policies.</summary>
public static class ErpSyncInventoryExtensions
{
    /// <summary>
    /// Keeps the orders of all shops as claims in a stock ledger, and publishes stock from it: less buffers, less what other shops have claimed. Without it
    /// the owner's number goes to the shop as it is.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="configure">Changes the policies. They are validated when the host starts.</param>
    public static IErpSyncBuilder Inventory(this IErpSyncBuilder builder, Action<InventoryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        builder.Services.TryAddSingleton<StockSpelling>();
        builder.Services.TryAddSingleton<StockLedger>();
        return builder;
    }
}
