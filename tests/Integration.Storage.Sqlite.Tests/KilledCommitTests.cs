using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>A process that is killed at a system call of a commit: at every one that writes, syncs or cuts the database or its log.</summary>
public sealed class KilledCommitTests(ITestOutputHelper output)
{
    private const int InARow = 5;
    private const string Traced = "pwrite64,write,fdatasync,fsync,ftruncate,unlink,unlinkat";

    /// <summary>The first of five system calls in a row.</summary>
    public static TheoryData<int> Calls => StraceTheoryAttribute.IsLong ? [.. Enumerable.Range(0, 48).Select(part => (part * 5) + 1)] : [1, 31, 88];

    [StraceTheory]
    [MemberData(nameof(Calls))]
    public async Task Killed_at_any_system_call_of_a_commit_keeps_what_was_acknowledged(int first)
    {
        for (var call = first; call < first + InARow; call++)
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("store.db");
            await using (var created = new SqliteSyncStore(CommitWriter.Options(path)))
            {
                await created.MigrateAsync(CancellationToken.None);
            }

            var (acknowledged, wasKilled) = await WriteAsync(path, call);

            await using var survivor = new SqliteSyncStore(CommitWriter.Options(path));
            var counts = await survivor.CountAsync(CancellationToken.None);
            counts.Accepted.Should().BeInRange(acknowledged, acknowledged + 1, "system call {0} was the last; only the commit under way is open", call);
            counts.Waiting.Should().Be(counts.Accepted);
            (await survivor.AppendAsync([CommitWriter.Signal(9_999)], null, CancellationToken.None))[0].IsDuplicate.Should().BeFalse();
            (await IntegrityAsync(path)).Should().Be("ok");
            output.WriteLine($"system call {call}: {(wasKilled ? "killed" : "ended by itself")} with {acknowledged} acknowledged, {counts.Accepted} there");
        }
    }

    private static async Task<(int Acknowledged, bool WasKilled)> WriteAsync(string path, int call)
    {
        var start = new ProcessStartInfo("strace") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])
            ["-f", "-qq", "-o", "/dev/null", "-P", path, "-P", path + "-wal", "-e", $"trace={Traced}", "-e", $"inject={Traced}:signal=KILL:when={call}",
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(CommitWriter).Assembly.Location, "write", path])
        {
            start.ArgumentList.Add(argument);
        }

        using var writer = Process.Start(start)!;
        var errors = writer.StandardError.ReadToEndAsync();
        var acknowledged = 0;
        while (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged = int.Parse(line, CultureInfo.InvariantCulture);
        }

        await writer.WaitForExitAsync();
        var wasKilled = writer.ExitCode != 0;
        (wasKilled || acknowledged == CommitWriter.Most).Should().BeTrue("the writer ends by a kill or with its work done; it said {0}", await errors);
        return (acknowledged, wasKilled);
    }

    private static async Task<string> IntegrityAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
