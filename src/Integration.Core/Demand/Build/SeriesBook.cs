namespace ErpSync.Demand;

/// <summary>What facts say about one series.</summary>
internal sealed class SeriesBook(DemandSeries series)
{
    private readonly SortedDictionary<DateOnly, DayBook> _days = [];

    public DemandSeries Series { get; } = series;

    public StockClock Stock { get; } = new();

    /// <summary>Earliest day any fact is dated to; null without facts.</summary>
    public DateOnly? First => _days.Count > 0 ? _days.Keys.First() : null;

    public DayBook Day(DateOnly date)
    {
        if (!_days.TryGetValue(date, out var day))
        {
            _days.Add(date, day = new DayBook());
        }

        return day;
    }

    public DayBook? Find(DateOnly date) => _days.GetValueOrDefault(date);
}
