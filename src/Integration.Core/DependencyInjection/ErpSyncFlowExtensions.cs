using ErpSync;
using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Stages;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ErpSync's own flows.</summary>
public static class ErpSyncFlowExtensions
{
    /// <summary>
    /// Orders, edits, cancellations, refunds and payments of a shop become documents of an ERP; customers are found or created on the way.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="from">Connection id of the shop.</param>
    /// <param name="to">Connection id of the ERP.</param>
    /// <param name="configure">Changes the policies; null takes the defaults.</param>
    public static IErpSyncBuilder SyncOrders(this IErpSyncBuilder builder, string from, string to, Action<OrderSyncOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new OrderSyncOptions();
        configure?.Invoke(options);
        builder.Services.AddOptions<FinanceOptions>();
        builder.Services.AddRoleAccounts();
        builder.Services.TryAddSingleton<IDocumentPlanner>(static provider => new DocumentPlanner(provider.GetService<DocumentStages>()));
        return builder
            .AddFlow(provider => OrderFlowOf(provider, from, to, options))
            .AddFlow(provider => new CustomerFlow(from, to, provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>()))
            .AddFlow(provider => new DocumentEchoFlow(to, provider.GetRequiredService<ISyncStore>()));
    }

    private static OrderFlow OrderFlowOf(IServiceProvider provider, string from, string to, OrderSyncOptions options)
    {
        if (options.Payments != PaymentBooking.None)
        {
            RequirePayments(provider.GetRequiredService<ConnectionRegistry>()[to], options.Payments);
        }

        var planner = new OrderPlanner(
            from, to, options, provider.GetRequiredService<IDocumentPlanner>(), provider.GetRequiredService<IRoleAccounts>(), provider.GetService<DocumentStages>()?.Dates);
        return new OrderFlow(from, to, planner, provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>(), provider.GetService<StockLedger>());
    }

    private static void RequirePayments(Connection connection, PaymentBooking booking)
    {
        // Planned for a connection that takes none, payments would wait for ever.
        if (!connection.Connector.Descriptor.Entities.Any(entity => entity.Entity == EntityNames.PaymentEntry && entity.Writes != WriteModes.None))
        {
            throw new InvalidOperationException(
                $"ESY1105: OrderSyncOptions.Payments is {booking}, but connection '{connection.Id}' takes no payments. Set up its payment journals, or set Payments to None.");
        }
    }

    /// <summary>Shipments that an ERP or WMS posts become fulfilments of a shop.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="from">Connection id of the executing system.</param>
    /// <param name="to">Connection id of the shop.</param>
    /// <param name="externalNumberPrefix">Prefix of our orders' external numbers, as in <see cref="OrderSyncOptions.ExternalNumberPrefix"/>; tells our shipments from others.</param>
    /// <param name="orders">
    /// Connection id of the ERP whose order numbers the shipments name, when a WMS ships what an ERP ordered. Default <paramref name="from"/>.
    /// </param>
    public static IErpSyncBuilder SyncFulfilments(this IErpSyncBuilder builder, string from, string to, string externalNumberPrefix = "", string? orders = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddFlow(provider => new FulfilmentFlow(
            from, to, orders ?? from, externalNumberPrefix, provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>()));
    }

    /// <summary>
    /// Stock of the owning system becomes the stock of a shop; changes made in the shop are answered with the owner's number. A shop may be told by several owners,
    /// each for locations of its own; an ownership policy says whose number counts where.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="from">Connection id of the system that owns the number.</param>
    /// <param name="to">Connection id of the shop.</param>
    public static IErpSyncBuilder SyncStock(this IErpSyncBuilder builder, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var isFirst = builder.Services.All(service => service.ImplementationInstance is not StockPublication publication || publication.Shop != to);
        builder.Services.AddSingleton(new StockPublication(from, to));
        builder.AddFlow(provider => new StockFlow(
            from, to, provider.GetRequiredService<IRecordReader>(), provider.GetService<StockLedger>(), StockDeskOf(provider, from, to)));
        return isFirst
            ? builder
                .AddFlow(provider => new StockDriftFlow(to, OwnersOf(provider, to)))
                .AddFlow(provider => new StockEchoFlow(to, OwnersOf(provider, to), provider.GetRequiredService<IRecordReader>()))
            : builder;
    }

    /// <summary>Whose stock a shop is told, in the order in which it was stated.</summary>
    private static IReadOnlyList<string> OwnersOf(IServiceProvider provider, string shop) =>
        [.. provider.GetServices<StockPublication>().Where(publication => publication.Shop == shop).Select(static publication => publication.Owner)];

    private static StockDesk? StockDeskOf(IServiceProvider provider, string owner, string shop) =>
        provider.GetService<AuthorityMap>() is { } map && map.IsCovered(EntityNames.StockLevel, OwnedFields.OnHand)
            ? new StockDesk(
                new StockAuthority(new AuthorityEngine(map), owner, shop),
                [.. OwnersOf(provider, shop).Where(other => other != owner)],
                provider.GetRequiredService<ISyncStore>())
            : null;
}
