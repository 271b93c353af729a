namespace ErpSync.Demand;

/// <summary>Turns what facts say into the rows of a build: every day of every series' window that is over.</summary>
internal static class RowBuild
{
    public static IEnumerable<DemandRow> Rows(DemandSetup setup, FactBook facts, DateTimeOffset at)
    {
        foreach (var book in facts.Series)
        {
            var item = setup.ItemOf(book.Series.Item);
            var channel = setup.ChannelOf(book.Series.Channel);
            if (item.Kind != DemandItemKind.Goods || (item.ActiveFrom ?? book.First) is not { } first)
            {
                continue;
            }

            for (var date = first; !(date > item.ActiveTo) && LocalDays.EndOf(date, channel.TimeZone) <= at; date = date.AddDays(1))
            {
                yield return Row(book, item, channel, date, facts.Completeness(date));
            }
        }
    }

    private static DemandRow Row(SeriesBook book, DemandItem item, DemandChannel channel, DateOnly date, decimal completeness)
    {
        var day = book.Find(date) ?? new DayBook();
        var ratio = Rounded(book.Stock.ShareInStock(LocalDays.SellingTime(date, channel)));
        var stockout = ratio < 1m;
        return new DemandRow
        {
            Series = book.Series,
            Date = date,
            Level = item.Kit.Count > 0 ? DemandLevel.Kit : DemandLevel.Component,
            Demand = day.HasDemand ? day.Demand : completeness == 1m ? 0m : null,
            Ordered = day.Ordered,
            CancelledByCustomer = day.CancelledByCustomer,
            CancelledAsFraudOrTest = day.CancelledAsFraudOrTest,
            CancelledOutOfStock = day.CancelledOutOfStock,
            Shipped = day.Shipped,
            Backordered = day.Backordered,
            ReturnedByOrderDate = day.ReturnedByOrderDate,
            ReturnedByReturnDate = day.ReturnedByReturnDate,
            Exchanged = day.Exchanged,
            Denied = day.Denied,
            InStockRatio = ratio,
            IsStockout = stockout,
            IsCensored = stockout && !item.AcceptsBackorders,
            OpeningAvailable = book.Stock.At(LocalDays.StartOf(date, channel.TimeZone)),
            ClosingAvailable = book.Stock.Before(LocalDays.EndOf(date, channel.TimeZone)),
            Completeness = Rounded(completeness)!.Value,
            IsSubstitution = day.IsSubstitution,
        };
    }

    private static decimal? Rounded(decimal? ratio) => ratio is { } value ? Math.Round(value, 4, MidpointRounding.AwayFromZero) : null;
}
