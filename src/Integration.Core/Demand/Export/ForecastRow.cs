namespace ErpSync.Demand;

/// <summary>A row of the long format (<c>unique_id</c>, <c>ds</c>, <c>y</c>), as statsforecast, mlforecast and neuralforecast read it.</summary>
/// <param name="UniqueId">Series.</param>
/// <param name="Date">Day.</param>
/// <param name="Demand">Demand; null where it was not observed.</param>
/// <param name="Mask">1 where it was observed, otherwise 0.</param>
public sealed record ForecastRow(string UniqueId, DateOnly Date, decimal? Demand, int Mask);
