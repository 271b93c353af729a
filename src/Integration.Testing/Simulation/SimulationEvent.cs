namespace ErpSync.Testing.Simulation;

/// <summary>Something that people or machines do in a simulated history.</summary>
/// <param name="At">When, after the start.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">Which of them: counts orders, articles or nodes from 0 and starts over at the end of the list.</param>
/// <param name="Amount">How much of it: units, seconds, or nothing.</param>
public sealed record SimulationEvent(TimeSpan At, SimulationAction Action, int Subject, int Amount)
{
    /// <summary>One line for people, the same for the same event.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{At.TotalSeconds,7:F2} s  {Action} #{Subject} {Amount}");
}
