using JasperFx.CodeGeneration;
using JasperFx.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.Configuration;
using Wolverine.Postgresql;

namespace Benchmarks.Neighbours;

/// <summary>Wolverine with durable local queues over PostgreSQL: partitioned by key, or eight at once without order.</summary>
internal static class WolverineRun
{
    private const int Workers = 8;

    public static async Task<double> RunAsync(string connectionString, string schema, NeighbourWork work, bool isPartitioned)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(work);
        builder.UseWolverine(options =>
        {
            options.UseRuntimeCompilation();
            options.PersistMessagesWithPostgresql(connectionString, schema);
            options.Durability.Mode = DurabilityMode.Solo;
            options.Policies.UseDurableLocalQueues();
            options.Discovery.DisableConventionalDiscovery().IncludeType(typeof(ParcelMessageHandler));
            options.Services.AddResourceSetupOnStartup();
            if (isPartitioned)
            {
                options.MessagePartitioning
                    .ByMessage<ParcelMessage>(message => message.Key.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    .PublishToPartitionedLocalMessaging("parcels", 4, topology =>
                    {
                        topology.Message<ParcelMessage>();
                        topology.MaxDegreeOfParallelism = PartitionSlots.Five;
                    });
            }
            else
            {
                options.PublishMessage<ParcelMessage>().ToLocalQueue("parcels").MaximumParallelMessages(Workers);
            }
        });
        using var host = builder.Build();
        await host.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var buses = Enumerable.Range(0, work.Producers).Select(_ => scope.ServiceProvider.CreateAsyncScope().ServiceProvider.GetRequiredService<IMessageBus>()).ToList();
        var seconds = await work.RunAsync(
            async (key, number) => await buses[number % work.Producers].PublishAsync(new ParcelMessage(key, number, NeighbourWork.Body)));
        await host.StopAsync();
        return seconds;
    }
}
