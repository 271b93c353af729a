namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>A fact that needs a disk of its own; says why it was skipped where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = OperatingSystem.IsLinux() ? SmallDisk.Missing : "A small file system is mounted on Linux only.";
}
