using System.Net;
using ErpSync.Storage.PostgreSql.Tests.Cluster;
using ErpSync.Storage.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ErpSync.Orleans.Tests;

/// <summary>Makes a node of the kill tests a silo whose lanes are grains.</summary>
internal static class SiloNode
{
    public static void Extend(HostApplicationBuilder builder, IErpSyncBuilder sync, string[] arguments)
    {
        sync.UseOrleansLanes();
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterNode.SchemaOf(arguments), "erpsync"))
            .Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = TimeSpan.FromSeconds(1))
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) =
                ("Npgsql", $"{ClusterNode.ConnectionOf(arguments)};Search Path={MembershipTables.Schema}"))
            .ConfigureEndpoints(IPAddress.Loopback, TestServer.FreePort(), gatewayPort: 0));
    }
}
