using Benchmarks.Report;

namespace Benchmarks.Engine;

/// <summary>Cost of a subject among many open ones.</summary>
/// <param name="Store">Store.</param>
/// <param name="Work"><c>backlog</c>: all of them are worked off; <c>woken</c>: they wait for something, and signals wake some of them.</param>
/// <param name="Open">Open subjects before the work begins.</param>
/// <param name="Signals">Signals of a round, each for another of the open subjects.</param>
/// <param name="SubjectsPerSecond">Speed.</param>
/// <param name="ProcessorMicroseconds">Processor time of this process a subject; the database server's own is not in it.</param>
internal sealed record SubjectsResult(string Store, string Work, int Open, int Signals, Spread SubjectsPerSecond, Spread ProcessorMicroseconds);
