using ErpSync.Storage.PostgreSql.Tests.Server;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>A clock of one process that can be moved while it runs: libfaketime, which reads the distance from a file. Only the wall clock moves.</summary>
internal sealed class MovedClock : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public MovedClock() => Move("+0");

    /// <summary>Why there can be none here, or null.</summary>
    public static string? Missing { get; } =
        TestServer.Missing ?? (Library() is null ? "No libfaketime: it is not in /usr/lib (Debian: apt-get install libfaketime)." : null);

    /// <summary>Environment of the process.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library()!,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Moves it, for example by <c>+3600</c> seconds against the true time.</summary>
    public void Move(string by) => File.WriteAllText(_file, by);

    public void Dispose() => File.Delete(_file);

    private static string? Library() => Directory.Exists("/usr/lib")
        ? Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;
}
