using ErpSync.Finance.Accounts;
using ErpSync.Inventory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ErpSync.EndToEnd;

/// <summary>The host that the README shows, so that its lines are compiled. <see cref="ReadmeTests"/> compares them.</summary>
internal static class ReadmeHost
{
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddErpSync(sync => sync
            .UseSqlite("erpsync.db")
            .Engine(engine => engine.WebhookBaseAddress = new Uri("https://sync.example.com/hooks"))
            .AddShopify("shop-eu", shop => builder.Configuration.Bind("Shopify:Eu", shop))
            .AddBusinessCentral("erp", erp => builder.Configuration.Bind("BusinessCentral", erp))
            .Finance(finance => finance.Accounts(map => map
                .Role(AccountRole.ShippingIncome).To("40400")
                .Role(AccountRole.RoundingDifference).To("49000")))
            .Inventory(stock => stock.ReserveAt(ReservationTrigger.OrderPlaced).Buffer(2))
            .SyncOrders(from: "shop-eu", to: "erp", orders => orders.GuestCustomerNumber = "GUEST")
            .SyncStock(from: "erp", to: "shop-eu")
            .SyncFulfilments(from: "erp", to: "shop-eu"));

        var app = builder.Build();
        app.MapErpSyncWebhooks("/hooks");
        await app.Services.MigrateErpSyncAsync();
        await app.RunAsync();
    }
}
