using ErpSync.Storage.Sqlite.Tests;

// The tests start this assembly as a process of its own to be killed in the middle of a commit.
return args is ["write", var path] ? await CommitWriter.RunAsync(path) : 2;
