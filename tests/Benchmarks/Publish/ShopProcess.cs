using System.Globalization;
using System.Text.Json;
using ErpSync.Sandbox;
using ErpSync.Sandbox.Shopify;

namespace Benchmarks.Publish;

/// <summary>
/// The sandbox shop in a process of its own, so that its memory and processor time are not taken for the engine's:
/// <c>shop SKUS LOCATIONS BUCKET RESTORE</c>. It answers a line of input with its figures, and ends with its input.
/// </summary>
internal static class ShopProcess
{
    public static async Task<int> RunAsync(string[] args)
    {
        var numbers = args.Skip(1).Select(static text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        await using var shop = await SandboxShop.StartAsync(new SandboxShopOptions
        {
            Catalog = SandboxCatalog.Create(numbers[0], 1),
            Locations = [.. Enumerable.Range(1, numbers[1]).Select(static number => $"WH-{number}")],
            BucketSize = numbers[2],
            RestoreRate = numbers[3],
        });
        Console.WriteLine(JsonSerializer.Serialize(
            new ShopPlace(shop.BaseAddress, shop.ShopDomain, shop.ClientId, shop.ClientSecret, shop.World.LocationIds), ShopJson.Default.ShopPlace));
        while (await Console.In.ReadLineAsync() is { } wanted)
        {
            var onHand = wanted == "stock" ? shop.World.Stock.Sum(static level => (long)level.OnHand) : 0;
            Console.WriteLine(JsonSerializer.Serialize(
                new ShopFigures(shop.Statistics.Requests, shop.Statistics.Throttled, shop.Statistics.Points, onHand, Environment.CpuUsage.TotalTime.TotalSeconds), ShopJson.Default.ShopFigures));
        }

        return 0;
    }
}
