namespace ErpSync.Demand;

/// <summary>Rows in the shapes that forecasting libraries read. Demand that was not observed is never a zero.</summary>
public static class DemandExport
{
    /// <summary>Long format: one row per series and day.</summary>
    /// <param name="rows">Rows of an extract.</param>
    /// <param name="censored">What happens to days that were not observed.</param>
    public static IEnumerable<ForecastRow> ToLongFormat(IEnumerable<DemandRowVersion> rows, CensoredDays censored = CensoredDays.Null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Select(static version => new ForecastRow(version.Row.Series.UniqueId, version.Row.Date, Observed(version.Row), Observed(version.Row) is null ? 0 : 1))
            .Where(row => row.Mask == 1 || censored == CensoredDays.Null);
    }

    /// <summary>One entry per series with a value a day.</summary>
    /// <param name="rows">Rows of an extract: a series' days follow each other without gaps.</param>
    public static IEnumerable<ForecastSeries> ToSeries(IEnumerable<DemandRowVersion> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.GroupBy(static version => version.Row.Series.UniqueId, StringComparer.Ordinal)
            .Select(static series => new ForecastSeries(series.Key, series.First().Row.Date, [.. series.Select(static version => Observed(version.Row))]));
    }

    /// <summary>Demand of a row as far as it was observed: null where it is not known or a stock-out hid some of it.</summary>
    /// <param name="row">The row.</param>
    public static decimal? Observed(DemandRow row) => (row ?? throw new ArgumentNullException(nameof(row))).IsCensored ? null : row.Demand;
}
