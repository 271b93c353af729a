using ErpSync.Connectors;
using ErpSync.Testing;

namespace ErpSync.Tests.Engine;

/// <summary>One fault of every kind.</summary>
internal static class TestFaults
{
    public static Fault Of(FaultKind kind) => new(kind, $"right.{kind.ToString().ToLowerInvariant()}", $"The system answered {kind}.") { Hint = "Do something.", Field = "text" };

    public static Misbehaviour[] Writes(FaultKind kind, int times = 1) => [.. Enumerable.Repeat(Misbehaviour.RefuseWrite(Of(kind)), times)];

    public static Misbehaviour[] Reads(FaultKind kind, int times = 1) => [.. Enumerable.Repeat(Misbehaviour.FailReading(Of(kind)), times)];
}
