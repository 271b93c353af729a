namespace ErpSync.Demand;

/// <summary>Facts known at one instant, sorted into series and days.</summary>
internal sealed class FactBook
{
    private readonly DemandSetup _setup;
    private readonly SortedDictionary<string, SeriesBook> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Order, string Line), OrderLine> _lines = [];
    private readonly Dictionary<(string Source, DateOnly Date), bool> _outages = [];

    /// <param name="setup">What the dataset is built for.</param>
    /// <param name="facts">Known facts, in order of their instants.</param>
    public FactBook(DemandSetup setup, IReadOnlyList<DemandFact> facts)
    {
        _setup = setup;
        foreach (var series in setup.Series)
        {
            _ = Book(series);
        }

        // Orders first: what is said about a line may be dated before the order by a wrong clock.
        foreach (var ordered in facts.OfType<DemandFact.Ordered>())
        {
            Order(ordered);
        }

        foreach (var fact in facts)
        {
            Enter(fact);
        }
    }

    public IReadOnlyCollection<SeriesBook> Series => _series.Values;

    public IReadOnlyDictionary<(string Order, string Line), OrderLine> Lines => _lines;

    /// <summary>Share of sources without an open outage for the day.</summary>
    public decimal Completeness(DateOnly date) =>
        _setup.Sources.Count == 0 ? 1m : (decimal)_setup.Sources.Count(source => !_outages.GetValueOrDefault((source, date))) / _setup.Sources.Count;

    private void Order(DemandFact.Ordered fact)
    {
        var date = DateOf(fact, fact.Channel);
        foreach (var line in fact.Lines)
        {
            var factor = UnitOf(line);
            if (!_lines.TryAdd((fact.Order, line.Line), new OrderLine(fact.Channel, date, line.Item, line.Quantity * factor)))
            {
                continue;
            }

            foreach (var (book, perUnit) in Feeds(fact.Channel, line.Item))
            {
                var day = book.Day(date);
                day.HasDemand = true;
                day.Ordered += line.Quantity * factor * perUnit;
                day.Demand += line.Quantity * factor * perUnit;
                day.Backordered += line.Backordered * factor * perUnit;
            }
        }
    }

    private void Enter(DemandFact fact)
    {
        switch (fact)
        {
            case DemandFact.Cancelled cancelled when Line(cancelled.Order, cancelled.Line) is { } line:
                Cancel(cancelled, line);
                break;
            case DemandFact.Shipped shipped when Line(shipped.Order, shipped.Line) is { } line:
                line.Shipped += shipped.Quantity;
                Each(line, (day, perUnit) => day.Shipped += shipped.Quantity * perUnit);
                break;
            case DemandFact.Returned returned when Line(returned.Order, returned.Line) is { } line:
                line.Returned += returned.Quantity;
                Each(line, (day, perUnit) => day.ReturnedByOrderDate += returned.Quantity * perUnit);
                Each(line.Channel, line.Item, DateOf(returned, line.Channel), (day, perUnit) => day.ReturnedByReturnDate += returned.Quantity * perUnit);
                break;
            case DemandFact.Exchanged exchanged when Line(exchanged.Order, exchanged.Line) is { } line:
                Exchange(exchanged, line);
                break;
            case DemandFact.Denied denied when Own(denied.Channel, denied.Item) is { } book:
                book.Day(DateOf(denied, denied.Channel)).Deny(denied.Quantity, denied.Session);
                break;
            case DemandFact.Publishable publishable when Own(publishable.Channel, publishable.Item) is { } book:
                _ = book.Day(DateOf(publishable, publishable.Channel));
                book.Stock.Add(publishable.At, publishable.Quantity);
                break;
            case DemandFact.SourceOutage outage:
                _outages[(outage.Source, outage.Date)] = true;
                break;
            case DemandFact.SourceRecovered recovered:
                _outages[(recovered.Source, recovered.Date)] = false;
                break;
        }
    }

    private void Cancel(DemandFact.Cancelled fact, OrderLine line)
    {
        line.Cancelled += fact.Quantity;
        var late = DateOf(fact, line.Channel).DayNumber - line.Date.DayNumber > _setup.Policies.CancelWindowDays;
        Each(line, (day, perUnit) =>
        {
            var units = fact.Quantity * perUnit;
            switch (fact.Cause)
            {
                case DemandCancelCause.Customer:
                    day.CancelledByCustomer += units;
                    day.Demand -= late ? 0m : units;
                    break;
                case DemandCancelCause.FraudTest:
                    day.CancelledAsFraudOrTest += units;
                    day.Demand -= units;
                    break;
                default:
                    day.CancelledOutOfStock += units;
                    break;
            }
        });
    }

    private void Exchange(DemandFact.Exchanged fact, OrderLine line)
    {
        Each(line.Channel, fact.Item, DateOf(fact, line.Channel), (day, perUnit) =>
        {
            day.Exchanged += fact.Quantity * perUnit;
            day.IsSubstitution = true;
        });
        if (_setup.Policies.Exchange == DemandExchange.Keep)
        {
            return;
        }

        Each(line, (day, perUnit) => Move(day, -fact.Quantity * perUnit));
        Each(line.Channel, fact.Item, line.Date, (day, perUnit) => Move(day, fact.Quantity * perUnit));

        static void Move(DayBook day, decimal units)
        {
            day.Demand += units;
            day.HasDemand = true;
            day.IsSubstitution = true;
        }
    }

    private OrderLine? Line(string order, string line) => _lines.GetValueOrDefault((order, line));

    private void Each(OrderLine line, Action<DayBook, decimal> enter) => Each(line.Channel, line.Item, line.Date, enter);

    private void Each(string channel, string item, DateOnly date, Action<DayBook, decimal> enter)
    {
        foreach (var (book, perUnit) in Feeds(channel, item))
        {
            enter(book.Day(date), perUnit);
        }
    }

    /// <summary>Series that units of an item feed: its own, and a kit's components'.</summary>
    private IEnumerable<(SeriesBook Book, decimal PerUnit)> Feeds(string channel, string item)
    {
        if (Own(channel, item) is not { } own)
        {
            yield break;
        }

        yield return (own, 1m);
        foreach (var (component, units) in _setup.ItemOf(item).Kit)
        {
            if (Own(channel, component) is { } book)
            {
                yield return (book, units);
            }
        }
    }

    private SeriesBook? Own(string channel, string item) =>
        _setup.ItemOf(item).Kind == DemandItemKind.Goods ? Book(new DemandSeries(item, _setup.ChannelOf(channel).Node, channel)) : null;

    private SeriesBook Book(DemandSeries series)
    {
        if (!_series.TryGetValue(series.UniqueId, out var book))
        {
            _series.Add(series.UniqueId, book = new SeriesBook(series));
        }

        return book;
    }

    private DateOnly DateOf(DemandFact fact, string channel) => LocalDays.DateOf(fact.At, _setup.ChannelOf(channel).TimeZone);

    private decimal UnitOf(DemandLine line) => line.Unit is not { } unit ? 1m
        : _setup.ItemOf(line.Item).Units.TryGetValue(unit, out var factor) ? factor
        : throw new ArgumentException($"Item {line.Item} has no unit '{unit}'. State it in the demand setup with its base units.");
}
