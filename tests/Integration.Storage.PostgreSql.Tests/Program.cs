using ErpSync.Storage.PostgreSql.Tests.Cluster;

// One assembly is both: tests, and the host that they start as processes of its own to be killed and paused.
return args is ["node", ..] ? await ClusterNode.RunAsync(args) : 2;
