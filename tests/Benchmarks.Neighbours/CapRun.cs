using DotNetCore.CAP;
using DotNetCore.CAP.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Neighbours;

/// <summary>CAP over PostgreSQL with a transport inside the process, eight consumer threads.</summary>
internal static class CapRun
{
    private const int Workers = 8;

    public static async Task<double> RunAsync(string connectionString, string schema, NeighbourWork work)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(work);
        builder.Services.AddSingleton<CapHandler>();
        builder.Services.AddCap(options =>
        {
            options.UsePostgreSql(storage => (storage.ConnectionString, storage.Schema) = (connectionString, schema));
            options.RegisterExtension(new CapTransport());
            options.ConsumerThreadCount = Workers;
        });
        using var host = builder.Build();

        // It makes its tables in the background, and says that it has started before they are there.
        await host.Services.GetRequiredService<IStorageInitializer>().InitializeAsync(CancellationToken.None);
        await host.StartAsync();
        var bootstrapper = host.Services.GetRequiredService<IBootstrapper>();
        while (!bootstrapper.IsStarted)
        {
            await Task.Delay(50);
        }

        await using var scope = host.Services.CreateAsyncScope();
        var publisher = scope.ServiceProvider.GetRequiredService<ICapPublisher>();
        var seconds = await work.RunAsync((key, number) => publisher.PublishAsync("parcels", new ParcelMessage(key, number, NeighbourWork.Body)));
        await host.StopAsync();
        return seconds;
    }
}
