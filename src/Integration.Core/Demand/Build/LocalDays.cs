namespace ErpSync.Demand;

/// <summary>Days of a time zone in real time. Days of a clock change have 23 or 25 hours.</summary>
internal static class LocalDays
{
    public static DateOnly DateOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>First instant of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        var offset = zone.IsInvalidTime(midnight)

            // The clock jumps over midnight: the day starts with the jump, counted with the offset before it.
            ? zone.GetUtcOffset(midnight.AddHours(-6))
            : zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    public static DateTimeOffset EndOf(DateOnly date, TimeZoneInfo zone) => StartOf(date.AddDays(1), zone);

    /// <summary>Stretches of a day in which a channel sells, in order.</summary>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> SellingTime(DateOnly date, DemandChannel channel)
    {
        var (from, until) = (channel.SellingFrom, channel.SellingUntil);
        (TimeSpan From, TimeSpan Until)[] hours = from < until ? [(from, until)] : [(TimeSpan.Zero, until), (from, TimeSpan.FromHours(24))];
        var stretches = new List<(DateTimeOffset, DateTimeOffset)>();
        foreach (var (start, end) in Segments(date, channel.TimeZone))
        {
            // Within a segment the clock runs evenly, so local hours translate by one offset.
            var offset = channel.TimeZone.GetUtcOffset(start);
            var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), offset);
            foreach (var (open, close) in hours)
            {
                var (a, b) = (Later(start, midnight + open), Earlier(end, midnight + close));
                if (a < b)
                {
                    stretches.Add((a, b));
                }
            }
        }

        return stretches;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Segments(DateOnly date, TimeZoneInfo zone)
    {
        var (start, end) = (StartOf(date, zone), EndOf(date, zone));
        if (zone.GetUtcOffset(start) == zone.GetUtcOffset(end.AddTicks(-1)))
        {
            yield return (start, end);
            yield break;
        }

        var (before, after) = (start, end.AddTicks(-1));
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + TimeSpan.FromTicks((after - before).Ticks / 2);
            if (zone.GetUtcOffset(middle) == zone.GetUtcOffset(start))
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        yield return (start, after);
        yield return (after, end);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
