using Benchmarks.Report;

namespace Benchmarks.Engine;

/// <summary>Cost of a signal among many open subjects.</summary>
/// <param name="Store">Store.</param>
/// <param name="Open">Subjects that wait with a signal of their own while the measured ones pass.</param>
/// <param name="Signals">Signals of a round, each for another of the open subjects.</param>
/// <param name="SignalsPerSecond">Speed.</param>
/// <param name="ProcessorMicroseconds">Processor time of this process a signal; the database server's own is not in it.</param>
internal sealed record SubjectsResult(string Store, int Open, int Signals, Spread SignalsPerSecond, Spread ProcessorMicroseconds);
