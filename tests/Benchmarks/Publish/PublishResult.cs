namespace Benchmarks.Publish;

/// <summary>Stock of a whole catalogue published to the sandbox shop, and a small change after it.</summary>
/// <param name="Skus">SKUs.</param>
/// <param name="Locations">Locations of each.</param>
/// <param name="Bucket">Cost bucket of the shop, points.</param>
/// <param name="RestorePerSecond">Points restored a second.</param>
/// <param name="Seconds">From the start of the host until the shop showed everything.</param>
/// <param name="Writes">Write calls.</param>
/// <param name="FewestWrites">Write calls with 250 full rows each.</param>
/// <param name="Requests">All requests.</param>
/// <param name="Throttled">Requests refused for want of points.</param>
/// <param name="Points">Points used.</param>
/// <param name="PermittedSeconds">Shortest time in which the budget gives so many points.</param>
/// <param name="ProcessorSeconds">Processor time of the engine's process.</param>
/// <param name="ShopProcessorSeconds">Processor time of the shop's process.</param>
/// <param name="LiveMegabytesBefore">Live heap before the host started.</param>
/// <param name="MostLiveMegabytes">Most live heap of the samples taken meanwhile, after a full collection each.</param>
/// <param name="MostWorkingSetMegabytes">Largest working set of the samples.</param>
/// <param name="ChangedSkus">SKUs of the small change.</param>
/// <param name="ChangeSentMilliseconds">From the count until the first write of it went out.</param>
/// <param name="ChangeShownMilliseconds">From the count until the shop had answered all writes.</param>
internal sealed record PublishResult(
    int Skus, int Locations, int Bucket, int RestorePerSecond, double Seconds, long Writes, long FewestWrites, long Requests, long Throttled, long Points,
    double PermittedSeconds, double ProcessorSeconds, double ShopProcessorSeconds, double LiveMegabytesBefore, double MostLiveMegabytes, double MostWorkingSetMegabytes,
    int ChangedSkus, double ChangeSentMilliseconds, double ChangeShownMilliseconds);
