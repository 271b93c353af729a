using ErpSync;
using ErpSync.Engine;
using ErpSync.Planning.Customers;

namespace Quickstart.Roles;

/// <summary>Who ships, and who is told what customers do.</summary>
internal static class FurtherRoles
{
    /// <summary>The ERP's own people ship, or a warehouse that exchanges files: then the shop is told of its parcels, and what the shop knows as shipped is posted in the ERP.</summary>
    public static IErpSyncBuilder Shipments(this IErpSyncBuilder sync, SandboxPlace place) => place.Exchange is not { } exchange
        ? sync.SyncFulfilments(from: "erp", to: "shop-eu")
        : sync
            .AddWarehouseFiles("wms", files =>
            {
                files.Root = exchange;
                files.SettleTime = TimeSpan.Zero;
            })
            .SyncFulfilments(from: "wms", to: "shop-eu", orders: "erp");

    /// <summary>A CDP is told of orders, cancellations and refunds.</summary>
    public static IErpSyncBuilder Customers(this IErpSyncBuilder sync, SandboxPlace place) => place.CdpAddress is not { } address
        ? sync
        : sync
            .AddCdp("cdp", cdp =>
            {
                cdp.Endpoint = address;
                cdp.WriteKey = place.CdpWriteKey;
            }, new ConnectionOptions { ThrottlePause = TimeSpan.FromMilliseconds(200), BreakDuration = TimeSpan.FromMilliseconds(500) })
            .SyncCustomerActivity(from: "shop-eu", to: "cdp", activity => activity.Consent = ConsentRequirement.NotRequired);
}
