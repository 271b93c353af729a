using Benchmarks.Report;

namespace Benchmarks.Claims;

/// <summary>Orders a second that were checked and claimed.</summary>
/// <param name="Store">Store.</param>
/// <param name="Workers">Callers at once.</param>
/// <param name="Orders">Orders of a run.</param>
/// <param name="PerSecond">Orders a second by the store.</param>
/// <param name="Raw">Orders a second by raw SQL, or null.</param>
/// <param name="ShareOfRaw">Share of raw, round by round, or null.</param>
/// <param name="ProcessorMicroseconds">Processor time of an order, of this process.</param>
internal sealed record ClaimsResult(string Store, int Workers, int Orders, Spread PerSecond, Spread? Raw, Spread? ShareOfRaw, double ProcessorMicroseconds);
