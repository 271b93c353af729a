namespace Benchmarks.Engine;

/// <summary>Memory while many signals pass.</summary>
/// <param name="Store">Store.</param>
/// <param name="Signals">Signals.</param>
/// <param name="Subjects">Subjects they are spread over.</param>
/// <param name="SignalsPerSecond">Speed, the pauses for counting included.</param>
/// <param name="BoundMegabytes">Most growth of the live heap after the first sample that passes.</param>
/// <param name="IsBounded">Whether it stayed within.</param>
/// <param name="Samples">One for each tenth.</param>
internal sealed record MemoryResult(
    string Store, int Signals, int Subjects, double SignalsPerSecond, double BoundMegabytes, bool IsBounded, IReadOnlyList<MemorySample> Samples);

/// <summary>Memory after a number of signals had ended.</summary>
/// <param name="Signals">Signals.</param>
/// <param name="LiveMegabytes">What is live on the managed heap after a full collection.</param>
/// <param name="WorkingSetMegabytes">Working set of the process, SQLite's page cache included.</param>
internal sealed record MemorySample(int Signals, double LiveMegabytes, double WorkingSetMegabytes);
