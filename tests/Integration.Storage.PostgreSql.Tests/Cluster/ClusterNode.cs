using System.Globalization;
using ErpSync.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>A whole host in a process of its own: what the kill tests start, kill and pause.</summary>
internal static class ClusterNode
{
    public static string[] Arguments(string connectionString, string schema, string books, TimeSpan lease, string name) =>
        ["node", connectionString, schema, books, lease.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), name];

    /// <summary>The schema of a node's arguments.</summary>
    public static string SchemaOf(string[] arguments) => arguments[2];

    /// <summary>The connection string of a node's arguments.</summary>
    public static string ConnectionOf(string[] arguments) => arguments[1];

    /// <param name="arguments">As <see cref="Arguments"/> makes them.</param>
    /// <param name="extend">Adds to the host, or null.</param>
    public static async Task<int> RunAsync(string[] arguments, Action<HostApplicationBuilder, IErpSyncBuilder>? extend = null)
    {
        var (connectionString, schema, books, name) = (arguments[1], arguments[2], new Uri(arguments[3]), arguments[5]);
        var lease = TimeSpan.FromMilliseconds(int.Parse(arguments[4], CultureInfo.InvariantCulture));
        using var http = new HttpClient { BaseAddress = books, Timeout = TimeSpan.FromSeconds(30) };
        var connection = new ConnectionOptions { MaxConcurrency = 4 };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync =>
        {
            sync.UsePostgreSql(connectionString, options => options with { Schema = schema, LeaseTime = lease, NodeName = name });
            extend?.Invoke(builder, sync);
            sync.Engine(engine =>
                {
                    engine.IdlePoll = TimeSpan.FromMilliseconds(200);
                    engine.FirstBackoff = TimeSpan.FromMilliseconds(200);
                    engine.MaxBackoff = TimeSpan.FromSeconds(1);
                })
                .AddConnection(RevisionFlow.Source, _ => new BooksConnector(RevisionFlow.Source, http), connection)
                .AddConnection(RevisionFlow.Target, _ => new BooksConnector(RevisionFlow.Target, http), connection)
                .AddEntity(Revision.Entity, ClusterJson.Default.Revision)
                .AddFlow(provider => ActivatorUtilities.CreateInstance<RevisionFlow>(provider));
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("started");

        // The end of standard input is the order to stop, and comes by itself when the test that started this process dies.
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
        return 0;
    }
}
