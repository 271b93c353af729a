using WarehouseFiles;

using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
await using var merchant = await Merchant.StartAsync(["WH-1"], limit.Token);
await using var host = await SyncHost.StartAsync(merchant, limit.Token);
await new Story(merchant, host, Console.WriteLine).RunAsync(limit.Token);
