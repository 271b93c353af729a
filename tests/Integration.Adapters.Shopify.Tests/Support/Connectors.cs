using ErpSync.Adapters.Shopify;
using ErpSync.Connectors;
using ErpSync.Sandbox.Shopify;
using Microsoft.Extensions.Logging.Abstractions;

namespace ErpSync.Adapters.Shopify.Tests.Support;

internal static class Make
{
    public static ShopifyOptions Options(Action<ShopifyOptions>? change = null)
    {
        var options = new ShopifyOptions { ShopDomain = "sandbox.myshopify.com", AccessToken = "shpat_secret_token" };
        options.WebhookSecrets.Add("test-webhook-secret");
        options.LocationMap["MAIN"] = "gid://shopify/Location/1";
        change?.Invoke(options);
        return options;
    }

    public static ShopifyConnector Connector(HttpMessageHandler handler, Action<ShopifyOptions>? change = null, TimeProvider? time = null, IRateBudgetReporter? budgets = null, ILinkedRecords? links = null) =>
        ShopifyConnectorFactory.Create(
            "shop", Options(change), new HttpClient(handler, disposeHandler: false), time ?? TimeProvider.System, budgets ?? new BudgetList(), NullLoggerFactory.Instance, links);

    public static ShopifyConnector Connector(SandboxShop shop, TimeProvider time) => Connector(shop, null, time);

    public static ShopifyConnector Connector(
        SandboxShop shop, Action<ShopifyOptions>? change = null, TimeProvider? time = null, HttpMessageHandler? handler = null, ILinkedRecords? links = null) =>
        Connector(
            handler ?? new SocketsHttpHandler { AllowAutoRedirect = false },
            options =>
            {
                options.ShopDomain = shop.ShopDomain;
                options.Endpoint = shop.BaseAddress;
                options.AccessToken = shop.AccessToken;
                options.WebhookSecrets.Clear();
                options.WebhookSecrets.Add(shop.ClientSecret);
                options.LocationMap.Clear();
                for (var i = 0; i < shop.World.LocationIds.Count; i++)
                {
                    options.LocationMap[$"LOC{i}"] = shop.World.LocationIds[i].ToString(System.Globalization.CultureInfo.InvariantCulture);
                }

                change?.Invoke(options);
            },
            time,
            links: links);

    public static async Task<List<SourceRecord<T>>> Find<T>(this ISource<T> source, params string[] ids)
        where T : class
    {
        var found = new List<SourceRecord<T>>();
        await foreach (var record in source.FindAsync(ids, default))
        {
            found.Add(record);
        }

        return found;
    }

    public static async Task<List<SourcePage<T>>> Pages<T>(this ISource<T> source, ReadRequest request)
        where T : class
    {
        var pages = new List<SourcePage<T>>();
        await foreach (var page in source.ReadAsync(request, default))
        {
            pages.Add(page);
        }

        return pages;
    }
}

internal sealed class BudgetList : IRateBudgetReporter
{
    public List<RateBudget> Seen { get; } = [];

    public void Report(string connection, RateBudget budget) => Seen.Add(budget);
}
