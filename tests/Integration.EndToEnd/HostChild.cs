using System.Diagnostics;

namespace ErpSync.EndToEnd;

/// <summary>The Quickstart's host in a process of its own, to be killed without a warning.</summary>
internal sealed class HostChild : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostChild(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static async Task<HostChild> StartAsync(string placeFile, string database, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Quickstart.dll"), "host", placeFile, database },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var child = new HostChild(Process.Start(start)!);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(StartLimit);
            while (await child._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                if (line == "started")
                {
                    return child;
                }
            }

            throw new InvalidOperationException($"The host ended before it had started: {await child._errors}");
        }
        catch
        {
            child.Dispose();
            throw;
        }
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
