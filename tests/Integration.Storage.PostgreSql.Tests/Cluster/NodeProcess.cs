using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>A node as a process: killed and paused by signals, as an operating system does it.</summary>
internal sealed partial class NodeProcess : IDisposable
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private NodeProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static async Task<NodeProcess> StartAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { typeof(NodeProcess).Assembly.Location },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var node = new NodeProcess(Process.Start(start)!);
        try
        {
            using var limit = new CancellationTokenSource(StartLimit);
            while (await node._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                if (line == "started")
                {
                    return node;
                }
            }

            throw new InvalidOperationException($"The node ended before it had started: {await node._errors}");
        }
        catch
        {
            node.Dispose();
            throw;
        }
    }

    /// <summary>Says what it wrote when it has ended by itself.</summary>
    public async Task ShouldRunAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The node ended by itself: {await _errors}");
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    public void KillNow()
    {
        Send(Kill);
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still wherever it is.</summary>
    public void Pause() => Send(Stop);

    /// <summary>SIGCONT: it goes on as if nothing had happened.</summary>
    public void Resume() => Send(Continue);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Send(Kill);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Send(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {_process.Id}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
