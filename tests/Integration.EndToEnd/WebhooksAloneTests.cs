using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.DependencyInjection;
using Quickstart;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>Subscriptions are made, shaken hands on and used: with sweeps far away, notifications of both systems carry an order there and its parcel back.</summary>
public sealed class WebhooksAloneTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private const int Unchanged = 20;
    private static readonly TimeSpan Far = TimeSpan.FromHours(6);

    [Fact]
    public async Task Notifications_alone_carry_an_order_to_the_ERP_and_its_shipment_back()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct, sync => sync.Engine(engine => engine.SweepInterval = Far));
        using var erp = new HttpClient { BaseAddress = sandboxes.Erp.ApiAddress };
        erp.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sandboxes.Erp.Token);
        await UntilAllSubscribedAsync();
        await LiveSystems.UntilAsync(() => host.ErpSync.OverviewAsync(ct).AsTask().GetAwaiter().GetResult().Counts is { Accepted: > 0, Waiting: 0 }, ct);
        var sku = sandboxes.Catalog.Items[0].Sku;
        var order = sandboxes.Shop.World.PlaceOrder(new NewOrder { Lines = [new NewOrderLine { Sku = sku, Quantity = 2 }], Email = "guest@example.com" });
        try
        {
            await LiveSystems.UntilAsync(() => sandboxes.Erp.World.Books.Order(order.Name) is not null, ct);
            sandboxes.Erp.World.PostOrder(sandboxes.Erp.World.Books.Order(order.Name)!.Number);
            await LiveSystems.UntilAsync(() => sandboxes.Shop.World.Order(order.Id).Fulfilments.Count == 1, ct);
        }
        catch (OperationCanceledException)
        {
            await output.WriteUnfinishedAsync(host.ErpSync, [order.Name], CancellationToken.None);
            throw;
        }

        (await host.ErpSync.CasesAsync(new(), ct)).Should().BeEmpty();

        // They are made one after the other: what happens before the last is there may go unnoticed until a sweep.
        async Task UntilAllSubscribedAsync()
        {
            for (var (count, unchanged) = (0, 0); unchanged < Unchanged || count == 0;)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
                var erps = (await erp.GetFromJsonAsync<JsonNode>(new Uri("subscriptions", UriKind.Relative), ct))!["value"]!.AsArray().Count;
                var now = erps == 0 ? 0 : erps + sandboxes.Shop.WebhookSubscriptions.Count;
                (count, unchanged) = (now, now == count ? unchanged + 1 : 0);
            }
        }
    }
}
