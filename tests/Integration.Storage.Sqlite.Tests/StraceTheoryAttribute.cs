using System.ComponentModel;
using System.Diagnostics;

namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>A theory that kills a process at a system call by strace; says why it was skipped where that cannot be done. Every call with ERPSYNC_CHAOS=1, some otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> Missing = new(Probe);

    public static bool IsLong => Environment.GetEnvironmentVariable("ERPSYNC_CHAOS") == "1";

    public StraceTheoryAttribute() => Skip = Missing.Value;

    private static string? Probe()
    {
        try
        {
            using var trial = Process.Start(new ProcessStartInfo("strace", "-f -qq -o /dev/null -e trace=fsync true") { RedirectStandardError = true })!;
            trial.WaitForExit();
            return trial.ExitCode == 0 ? null : "strace is not allowed to trace processes here, so no process can be killed at a system call.";
        }
        catch (Win32Exception)
        {
            return "strace is not installed, so no process can be killed at a system call (Debian: apt-get install strace).";
        }
    }
}
