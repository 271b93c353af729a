using System.Diagnostics;

namespace ErpSync.EndToEnd;

/// <summary>The Quickstart's host in a process of its own, to be killed without a warning.</summary>
internal sealed class HostChild : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostChild(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static HostChild Start(string placeFile, string database) => new(Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
    {
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Quickstart.dll"), "host", placeFile, database },
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!);

    /// <summary>Waits until the host says that it has started.</summary>
    public async Task StartedAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StartLimit);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line == "started")
            {
                return;
            }
        }

        throw new InvalidOperationException($"The host ended before it had started: {await _errors}");
    }

    /// <summary>Ends the process the way a power cut does: nothing of it runs any more.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.HasExited.Should().BeFalse("a host runs until it is killed");
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
