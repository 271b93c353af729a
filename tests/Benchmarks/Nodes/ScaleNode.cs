using System.Globalization;
using Benchmarks.Engine;
using ErpSync.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Nodes;

/// <summary>One node of the nodes run, in a process of its own.</summary>
internal static class ScaleNode
{
    /// <summary>Most writes of one call of the target, and a usual one of REST interfaces.</summary>
    private const int Batch = 20;

    public static string[] Arguments(PostgreSqlStoreOptions store, TimeSpan delay) =>
        ["scale-node", store.ConnectionString, store.Schema, delay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var delay = TimeSpan.FromMilliseconds(int.Parse(arguments[3], CultureInfo.InvariantCulture));
        var options = new PostgreSqlStoreOptions { ConnectionString = arguments[1], Schema = arguments[2], PrepareStatements = true };
        var connector = new NoOpConnector(EngineHost.Connection, delay > TimeSpan.Zero ? Batch : 500, delay);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync => EngineHost.Compose(sync.UsePostgreSql(options), connector, writes: true));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("started");

        // The end of standard input is the order to stop, and comes by itself when whoever started this process dies.
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
        return 0;
    }
}
