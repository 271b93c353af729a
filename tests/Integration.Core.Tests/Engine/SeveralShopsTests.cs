using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Model;
using ErpSync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ErpSync.Core.Tests.Engine;

/// <summary>Several shops in one ERP.</summary>
public sealed class SeveralShopsTests
{
    [Fact]
    public async Task Each_shop_has_its_own_flows_and_the_first_keeps_the_names_it_has_alone()
    {
        await using var services = new ServiceCollection().AddLogging().AddErpSync(sync =>
        {
            sync.AddConnection("erp", _ => new InMemoryConnector<StockLevel>("erp", EntityNames.StockLevel, TimeProvider.System));
            foreach (var shop in new[] { "shop", "outlet" })
            {
                sync.AddConnection(shop, _ => new InMemoryConnector<StockLevel>(shop, EntityNames.StockLevel, TimeProvider.System))
                    .SyncOrders(from: shop, to: "erp", orders => orders.ExternalNumberPrefix = shop).SyncStock(from: "erp", to: shop).SyncFulfilments(from: "erp", to: shop);
            }
        }).BuildServiceProvider();

        services.GetServices<ISyncFlow>().Select(static flow => flow.Name).Should().BeEquivalentTo(
            "orders:shop", "customers:shop", "stock:erp", "stock-drift:shop", "stock-echo:shop", "fulfilments:erp",
            "orders:outlet", "customers:outlet", "stock:erp:outlet", "stock-drift:outlet", "stock-echo:outlet", "fulfilments:erp:outlet",
            "documents:erp");
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("eu-", "EU-", false)]
    public void Two_shops_whose_orders_would_have_the_same_numbers_in_one_ERP_are_refused(string first, string second, bool unique)
    {
        var act = () => TwoShops(first, second, unique);

        act.Should().Throw<InvalidOperationException>().WithMessage("ESY1109*'shop'*'outlet'*ExternalNumberPrefix*OrderNamesAreUnique*");
    }

    [Theory]
    [InlineData("", "OUT-", false)]
    [InlineData("", "", true)]
    public void Two_shops_whose_orders_cannot_have_the_same_numbers_are_taken(string first, string second, bool unique) =>
        FluentActions.Invoking(() => TwoShops(first, second, unique)).Should().NotThrow();

    private static void TwoShops(string first, string second, bool unique) => new ServiceCollection().AddErpSync(sync => sync
        .SyncOrders(from: "shop", to: "erp", orders => (orders.ExternalNumberPrefix, orders.OrderNamesAreUnique) = (first, unique))
        .SyncOrders(from: "outlet", to: "erp", orders => (orders.ExternalNumberPrefix, orders.OrderNamesAreUnique) = (second, unique)));

    [Fact]
    public async Task Added_in_two_calls_one_engine_runs_the_flows_of_both()
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddErpSync(sync => sync.AddConnection("erp", _ => new InMemoryConnector<StockLevel>("erp", EntityNames.StockLevel, TimeProvider.System)))
            .AddErpSync(sync => sync
                .AddConnection("shop", _ => new InMemoryConnector<StockLevel>("shop", EntityNames.StockLevel, TimeProvider.System))
                .SyncStock(from: "erp", to: "shop"))
            .BuildServiceProvider();

        services.GetServices<IHostedService>().Should().ContainSingle();
        services.GetServices<ISyncFlow>().Should().Contain(static flow => flow.Name == "stock:erp");
    }
}
