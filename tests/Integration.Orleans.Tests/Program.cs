using ErpSync.Orleans.Tests;
using ErpSync.Storage.PostgreSql.Tests.Cluster;

// One assembly is both: tests, and the silo that they start as processes of its own to be killed and paused.
return args is ["node", ..] ? await ClusterNode.RunAsync(args, (builder, sync) => SiloNode.Extend(builder, sync, args)) : 2;
