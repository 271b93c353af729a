namespace Benchmarks.Publish;

/// <summary>What the shop counted.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Throttled">Refused for want of points.</param>
/// <param name="Points">Points taken off the budget.</param>
/// <param name="OnHand">All units at all locations, when asked for.</param>
/// <param name="ProcessorSeconds">Processor time of its process.</param>
internal sealed record ShopFigures(long Requests, long Throttled, long Points, long OnHand, double ProcessorSeconds);
