using System.ComponentModel;
using System.Diagnostics;

namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>A file system of its own of a few MiB in memory, which can be full and can be made read-only.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Obstacle = new(Probe);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("erpsync-disk-");

    public SmallDisk(int megabytes) => Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _folder.FullName);

    /// <summary>Why there can be none here, or null.</summary>
    public static string? Missing => Obstacle.Value;

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder.FullName);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", _folder.FullName);

    public void Dispose()
    {
        Run("umount", _folder.FullName);
        _folder.Delete();
    }

    private static string? Probe()
    {
        try
        {
            using var trial = new SmallDisk(megabytes: 1);
            return null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or Win32Exception)
        {
            return $"A small file system cannot be mounted here ({refused.Message}), so there is no disk to fill.";
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {said.Trim()}");
        }
    }
}
