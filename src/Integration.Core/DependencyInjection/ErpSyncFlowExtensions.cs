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
    /// <exception cref="InvalidOperationException">ESY1109: another shop's orders go to the same ERP under the same numbers.</exception>
    public static IErpSyncBuilder SyncOrders(this IErpSyncBuilder builder, string from, string to, Action<OrderSyncOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new OrderSyncOptions();
        configure?.Invoke(options);
        RequireOwnNumbers(builder, new OrderRoute(from, to, options.ExternalNumberPrefix, options.OrderNamesAreUnique));
        builder.Services.AddOptions<FinanceOptions>();
        builder.Services.AddRoleAccounts();
        builder.Services.TryAddSingleton<IDocumentPlanner>(static provider => new DocumentPlanner(provider.GetService<DocumentStages>()));
        builder
            .AddFlow(provider => OrderFlowOf(provider, from, to, options))
            .AddFlow(provider => new CustomerFlow(from, to, provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>()));

        // Several shops may share an ERP: its documents lead to the orders of all of them.
        var echo = new DocumentEcho(to);
        if (Registered<DocumentEcho>(builder).Contains(echo))
        {
            return builder;
        }

        builder.Services.AddSingleton(echo);
        return builder.AddFlow(provider => new DocumentEchoFlow(to, provider.GetRequiredService<ISyncStore>()));
    }

    private static OrderFlow OrderFlowOf(IServiceProvider provider, string from, string to, OrderSyncOptions options)
    {
        if (options.Payments != PaymentBooking.None)
        {
            RequirePayments(provider.GetRequiredService<ConnectionRegistry>()[to], options.Payments);
        }

        var planner = new OrderPlanner(
            from, to, options, provider.GetRequiredService<IDocumentPlanner>(), provider.GetRequiredService<IRoleAccounts>(), provider.GetService<DocumentStages>()?.Dates);
        return new OrderFlow(from, to, planner, provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>(), provider.GetService<StockLedger>(),
            provider.GetService<DemandRecorder>());
    }

    /// <summary>An ERP's documents are found by their external numbers: with equal ones an order of one shop would count as an order of the other.</summary>
    private static void RequireOwnNumbers(IErpSyncBuilder builder, OrderRoute route)
    {
        var other = Registered<OrderRoute>(builder).FirstOrDefault(other =>
            other.Erp == route.Erp && other.Shop != route.Shop && other.Prefix.Equals(route.Prefix, StringComparison.OrdinalIgnoreCase) && !(other.IsUnique && route.IsUnique));
        if (other is not null)
        {
            throw new InvalidOperationException(
                $"ESY1109: Orders of '{other.Shop}' and of '{route.Shop}' go to '{route.Erp}' with the same number prefix '{route.Prefix}', so two orders of one name would be one. "
                + "Set OrderSyncOptions.ExternalNumberPrefix of one of them, or OrderNamesAreUnique of both when their names can never be equal.");
        }

        builder.Services.AddSingleton(route);
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
        var name = Registered<FulfilmentRoute>(builder).Any(route => route.Executor == from && route.Shop != to) ? FlowNames.Fulfilments(from, to) : FlowNames.Fulfilments(from);
        builder.Services.AddSingleton(new FulfilmentRoute(from, to));
        return builder.AddFlow(provider => new FulfilmentFlow(
            name, from, to, orders ?? from, externalNumberPrefix,
            [.. provider.GetServices<StockPublication>().Where(publication => publication.Owner == from).Select(static publication => publication.Flow)],
            provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<ISyncStore>()));
    }

    /// <summary>
    /// Stock of the owning system becomes the stock of a shop; changes made in the shop are answered with the owner's number. One owner may supply several
    /// shops: each has a flow of its own, named after the shop from the second on, so that one that is down holds up no other. Keep their order. A shop may be
    /// told by several owners, each for locations of its own; an ownership policy says whose number counts where.
    /// </summary>
    /// <param name="builder">Builder.</param>
    /// <param name="from">Connection id of the system that owns the number.</param>
    /// <param name="to">Connection id of the shop.</param>
    public static IErpSyncBuilder SyncStock(this IErpSyncBuilder builder, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var publication = new StockPublication(from, to);
        if (Registered<StockPublication>(builder).Any(other => other.Owner == from && other.Shop != to))
        {
            publication = publication with { Flow = FlowNames.Stock(from, to) };
        }

        var isFirst = Registered<StockPublication>(builder).All(other => other.Shop != to);
        builder.Services.AddSingleton(publication);
        builder.Services.TryAddSingleton<StockSpelling>();
        builder.AddFlow(provider => new StockFlow(
            publication, provider.GetRequiredService<IRecordReader>(), provider.GetRequiredService<StockSpelling>(), provider.GetService<StockLedger>(), StockDeskOf(provider, from, to), provider.GetService<DemandRecorder>(),
            provider.GetRequiredService<TimeProvider>()));
        return isFirst
            ? builder
                .AddFlow(provider => new StockDriftFlow(to, PublicationsTo(provider, to), provider.GetRequiredService<StockSpelling>()))
                .AddFlow(provider => new StockEchoFlow(to, PublicationsTo(provider, to), provider.GetRequiredService<IRecordReader>()))
            : builder;
    }

    /// <summary>Where a shop's stock comes from, in the order in which it was stated.</summary>
    private static IReadOnlyList<StockPublication> PublicationsTo(IServiceProvider provider, string shop) =>
        [.. provider.GetServices<StockPublication>().Where(publication => publication.Shop == shop)];

    private static IEnumerable<TRegistration> Registered<TRegistration>(IErpSyncBuilder builder) =>
        builder.Services.Select(static service => service.ServiceType == typeof(TRegistration) ? service.ImplementationInstance : null).OfType<TRegistration>();

    private static StockDesk? StockDeskOf(IServiceProvider provider, string owner, string shop) =>
        provider.GetService<AuthorityMap>() is { } map && map.IsCovered(EntityNames.StockLevel, OwnedFields.OnHand)
            ? new StockDesk(
                new StockAuthority(new AuthorityEngine(map), owner, shop),
                [.. PublicationsTo(provider, shop).Select(static publication => publication.Owner).Where(other => other != owner)],
                provider.GetRequiredService<ISyncStore>())
            : null;
}
