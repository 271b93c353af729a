using ErpSync;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Ownership;
using ErpSync.Planning.Customers;
using ErpSync.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the flows between a shop and a CRM or CDP.</summary>
public static class ErpSyncCustomerExtensions
{
    /// <summary>
    /// Orders of a shop are told to a CRM or CDP as events, its customers are identified there, and consent and relationship come back. Which consent counts
    /// is decided by the ownership policy, if there is one.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="from">Connection id of the shop.</param>
    /// <param name="to">Connection id of the CRM or CDP.</param>
    /// <param name="configure">Changes the policies; null takes the defaults.</param>
    public static IErpSyncBuilder SyncCustomerActivity(this IErpSyncBuilder builder, string from, string to, Action<CustomerActivityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new CustomerActivityOptions();
        configure?.Invoke(options);
        return builder
            .AddFlow(provider => new CustomerActivityFlow(
                from, new CustomerActivityPlanner(from, to, options, AuthorityOf(provider, from, to)), DeskOf(provider, from, to), Reader(provider), Store(provider)))
            .AddFlow(provider => new IdentityFlow(
                from, Capable(provider, from, EntityNames.Customer)?.Reads.HasFlag(ReadModes.Delta) == true,
                new IdentityPlanner(from, to, options, AuthorityOf(provider, from, to)), DeskOf(provider, from, to), Reader(provider), Store(provider)))
            .AddFlow(provider => new ProfileFlow(
                to, from, new ProfilePlanner(from, to, Writes(provider, from, EntityNames.CustomerProfile), AuthorityOf(provider, from, to)),
                DeskOf(provider, from, to), Reader(provider), Store(provider)));
    }

    private static ConsentDesk DeskOf(IServiceProvider provider, string shop, string crm)
    {
        Require(Writes(provider, crm, EntityNames.CustomerActivity), crm, "takes no customer activity");
        Require(Writes(provider, crm, EntityNames.Customer), crm, "takes no customers");
        Require(Capable(provider, shop, EntityNames.Order)?.Reads.HasFlag(ReadModes.ById) == true, shop, "reads no orders");
        Require(Capable(provider, shop, EntityNames.Customer)?.Reads.HasFlag(ReadModes.ById) == true, shop, "reads no customers");
        return new ConsentDesk(crm, Capable(provider, crm, EntityNames.CustomerProfile)?.Reads.HasFlag(ReadModes.ById) == true, Reader(provider), Store(provider));
    }

    private static ConsentAuthority AuthorityOf(IServiceProvider provider, string shop, string crm) => new(
        provider.GetService<AuthorityMap>() is { } map && map.IsCovered(EntityNames.Customer, OwnedFields.Consent) ? new AuthorityEngine(map) : null, shop, crm);

    private static void Require(bool condition, string connection, string lack)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"ESY1108: SyncCustomerActivity names connection '{connection}', which {lack}. Name a shop in 'from' and a CRM or CDP in 'to'.");
        }
    }

    private static bool Writes(IServiceProvider provider, string connection, string entity) => Capable(provider, connection, entity) is { Writes: not WriteModes.None };

    private static EntityCapability? Capable(IServiceProvider provider, string connection, string entity) =>
        provider.GetRequiredService<ConnectionRegistry>()[connection].Connector.Descriptor.Find(entity);

    private static IRecordReader Reader(IServiceProvider provider) => provider.GetRequiredService<IRecordReader>();

    private static ISyncStore Store(IServiceProvider provider) => provider.GetRequiredService<ISyncStore>();
}
