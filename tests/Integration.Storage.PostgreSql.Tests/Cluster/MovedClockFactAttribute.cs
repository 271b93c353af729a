namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>A fact that moves the clock of a process; says why it was skipped where that is not possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MovedClockFactAttribute : FactAttribute
{
    public MovedClockFactAttribute() => Skip = MovedClock.Missing;
}
