namespace Benchmarks.Engine;

/// <summary>One measured setting.</summary>
/// <param name="Store"><c>sqlite</c> (synchronous=FULL) or <c>memory</c>.</param>
/// <param name="Plan"><c>applied</c>: one write a subject; <c>unchanged</c>: nothing to do.</param>
/// <param name="Signals">Signals, one a delivery, 1 KB each.</param>
/// <param name="Subjects">Subjects they are spread over.</param>
internal sealed record EngineCase(string Store, string Plan, int Signals, int Subjects)
{
    public bool Writes => Plan == "applied";
}
