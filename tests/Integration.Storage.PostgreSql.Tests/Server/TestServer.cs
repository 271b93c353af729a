using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ErpSync.Storage.PostgreSql.Tests.Server;

/// <summary>
/// A PostgreSQL server for the tests: the one named by ERPSYNC_POSTGRES, or one of their own from the machine's binaries, with fsync on, in a temporary folder, on a
/// free port of the loopback interface. It ends with the tests, also when their process is killed: a watching shell reads from a pipe that closes then.
/// </summary>
internal sealed class TestServer : IDisposable
{
    public const string Variable = "ERPSYNC_POSTGRES";

    private const string SmallSettings = "-c shared_buffers=128MB -c max_wal_size=512MB";

    private static readonly string[] UsersInOrder = ["postgres", "nobody"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process? _watch;
    private int _schemas;

    private TestServer(string connectionString, Process? watch) => (ConnectionString, _watch) = (connectionString, watch);

    public string ConnectionString { get; }

    /// <summary>Why there can be no server here, or null.</summary>
    public static string? Missing { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } || Binaries() is not null
        ? null
        : $"No PostgreSQL: set {Variable} to a connection string of an empty database, or install the server's binaries (Debian: apt-get install postgresql).";

    /// <summary>A schema name that no other test uses.</summary>
    public string NewSchema() => $"t{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}";

    /// <summary>The server of the variable, or one of its own.</summary>
    /// <param name="settings">Of a server of its own.</param>
    public static async Task<TestServer> StartAsync(string settings = SmallSettings)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new TestServer(given, watch: null);
        }

        return await StartOwnAsync(settings);
    }

    /// <summary>A server from the machine's binaries, whatever the variable says.</summary>
    public static async Task<TestServer> StartOwnAsync(string settings = SmallSettings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in Command(Binaries()!, port, settings))
        {
            start.ArgumentList.Add(argument);
        }

        DropRights(start);
        var watch = Process.Start(start)!;
        var said = watch.StandardOutput.ReadToEndAsync();
        var complained = watch.StandardError.ReadToEndAsync();
        var server = new TestServer($"Host=127.0.0.1;Port={port};Username=erpsync;Database=postgres;Maximum Pool Size=60", watch);
        if (!await server.AnswersAsync())
        {
            server.Dispose();
            throw new InvalidOperationException($"The PostgreSQL server did not start within {StartLimit.TotalSeconds} s: {await said}{await complained}");
        }

        return server;
    }

    public void Dispose()
    {
        if (_watch is null)
        {
            return;
        }

        _watch.StandardInput.Close();
        _watch.WaitForExit(TimeSpan.FromSeconds(20));
        _watch.Dispose();
    }

    /// <summary>Servers refuse to run as root.</summary>
    public static void DropRights(ProcessStartInfo start)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        var (program, arguments, user) = (start.FileName, start.ArgumentList.ToArray(), Users().First());
        start.FileName = "setpriv";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])[$"--reuid={user}", $"--regid={user}", "--clear-groups", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The shell starts the server, restarts it at the word "restart", and stops it when its standard input ends.</summary>
    private static string[] Command(string binaries, int port, string settings) =>
    [
        "-c",
        $$"""
        folder=$(mktemp -d -t erpsync-postgres-XXXXXX) || exit 1
        trap 'kill -QUIT $server 2>/dev/null; wait $server; rm -rf "$folder"' EXIT
        {{binaries}}/initdb -D "$folder/data" -U erpsync -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || cat "$folder/initdb.log"
        run() {
            {{binaries}}/postgres -D "$folder/data" -p {{port}} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on \
                -c max_connections=120 {{settings}} </dev/null >>"$folder/server.log" 2>&1 &
            server=$!
        }
        run
        while read -r word; do
            case $word in
                restart) kill -INT $server; wait $server; run ;;
                crash) kill -QUIT $server; wait $server; run ;;
            esac
        done
        """,
    ];

    /// <summary>Tells the shell what to do with the server: <c>restart</c> or <c>crash</c>.</summary>
    public void Tell(string word)
    {
        (_watch ?? throw new InvalidOperationException("The server is not one of the tests' own.")).StandardInput.WriteLine(word);
        _watch.StandardInput.Flush();
    }

    public bool IsOwn => _watch is not null;

    private static string? Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
            : Environment.GetEnvironmentVariable("PATH")!.Split(':').FirstOrDefault(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "initdb")));

    private static IEnumerable<string> Users()
    {
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return UsersInOrder.Where(known.Contains);
    }

    private async Task<bool> AnswersAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");
        var started = Stopwatch.StartNew();
        while (started.Elapsed < StartLimit && _watch is { HasExited: false })
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }

        return false;
    }
}
