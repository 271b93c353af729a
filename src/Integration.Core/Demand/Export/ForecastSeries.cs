namespace ErpSync.Demand;

/// <summary>A series as GluonTS reads it: its first day and one value a day.</summary>
/// <param name="ItemId">Series.</param>
/// <param name="Start">First day.</param>
/// <param name="Target">Demand a day; null where it was not observed.</param>
public sealed record ForecastSeries(string ItemId, DateOnly Start, IReadOnlyList<decimal?> Target);
