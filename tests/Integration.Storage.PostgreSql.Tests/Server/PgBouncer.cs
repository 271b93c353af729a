using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ErpSync.Storage.PostgreSql.Tests.Server;

/// <summary>A PgBouncer in transaction mode before a server of these tests: every transaction may come to another session, and a session serves many clients.</summary>
internal sealed class PgBouncer : IDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private PgBouncer(string connectionString, DirectoryInfo folder, Process process) => (ConnectionString, _folder, _process) = (connectionString, folder, process);

    public string ConnectionString { get; }

    /// <summary>Why there can be none here, or null.</summary>
    public static string? Missing { get; } =
        TestServer.Missing ?? (File.Exists(Program) ? null : $"No PgBouncer: {Program} is not there (Debian: apt-get install pgbouncer).");

    public static async Task<PgBouncer> StartAsync(TestServer server, int sessions)
    {
        var (target, port) = (new NpgsqlConnectionStringBuilder(server.ConnectionString), TestServer.FreePort());
        var folder = Directory.CreateTempSubdirectory("erpsync-pgbouncer-");
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        }

        var settings = Path.Combine(folder.FullName, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            {target.Database} = host=127.0.0.1 port={target.Port} user={target.Username}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = {sessions}
            """));
        var start = new ProcessStartInfo(Program) { UseShellExecute = false, ArgumentList = { settings }, RedirectStandardError = true };
        TestServer.DropRights(start);
        var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        target.Port = port;
        var bouncer = new PgBouncer(target.ConnectionString, folder, process);
        await bouncer.UntilAnswersAsync();
        return bouncer;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task UntilAnswersAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException) when (started.Elapsed < StartLimit && !_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
