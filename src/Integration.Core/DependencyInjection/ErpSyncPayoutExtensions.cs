using ErpSync;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Planning;
using ErpSync.Planning.Payouts;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the flows of gateway money.</summary>
public static class ErpSyncPayoutExtensions
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>
    /// Payouts of a shop's payment gateway become journals of an ERP: the deposit, fees, reserves, adjustments and disputes they carry, each payout once, when it is
    /// paid. Charges and refunds themselves are booked by their payments (<see cref="OrderSyncOptions.Payments"/>). Accounts come from
    /// <see cref="ErpSyncFinanceExtensions.Finance"/>.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="from">Connection id of the shop.</param>
    /// <param name="to">Connection id of the ERP.</param>
    /// <param name="configure">Changes the policies; null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IErpSyncBuilder SyncPayouts(this IErpSyncBuilder builder, string from, string to, Action<PayoutSyncOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new PayoutSyncOptions();
        configure?.Invoke(options);
        if (options.TransactionWait < TimeSpan.Zero || options.TransactionWait > LongestWait)
        {
            throw new ArgumentException($"ESY1107: PayoutSyncOptions.TransactionWait {options.TransactionWait} must be between 0 and 7 days. Default 01:00:00.", nameof(configure));
        }

        builder.Services.AddOptions<FinanceOptions>();
        builder.Services.TryAddSingleton<IJournalAccounts>(static provider => new MappedJournalAccounts(provider.GetRequiredService<IOptions<FinanceOptions>>().Value));
        builder.AddFlow(provider => new PayoutFlow(
            from, new PayoutPlanner(from, RequireJournals(provider, to), options, provider.GetRequiredService<IJournalAccounts>()),
            provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>()));
        return !options.BookLostDisputes ? builder : builder.AddFlow(provider => new DisputeFlow(
            from, new DisputePlanner(from, RequireJournals(provider, to), options, provider.GetRequiredService<IJournalAccounts>()),
            provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>()));
    }

    private static string RequireJournals(IServiceProvider provider, string to)
    {
        // Planned for a connection that takes none, journals would wait for ever.
        var connection = provider.GetRequiredService<ConnectionRegistry>()[to];
        return connection.Connector.Descriptor.Entities.Any(static entity => entity.Entity == EntityNames.GeneralJournal && entity.Writes != WriteModes.None)
            ? to
            : throw new InvalidOperationException(
                $"ESY1106: Payouts are to be booked in connection '{to}', which takes no general journals. Name the journal in its options (GeneralJournal), or leave SyncPayouts out.");
    }
}
