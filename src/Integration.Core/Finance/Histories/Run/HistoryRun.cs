using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Finance.Histories.Run;

/// <summary>Reads one order that ties: parcels, payments, refunds and exchanges, each as events.</summary>
internal sealed class HistoryRun
{
    private readonly OrderSide _side;
    private readonly FinanceSetup _setup;
    private readonly OrderHistorySettings _settings;
    private readonly EventList _events = new();
    private readonly List<OrderProblem> _problems = [];
    private readonly Units _units;

    public HistoryRun(Order order, FinanceSetup setup, OrderHistorySettings settings)
    {
        _side = OrderSide.Of(order, settings.CurrencyHandling);
        _setup = setup;
        _settings = settings;
        _units = new Units(_side, settings);
    }

    private Order Order => _side.Order;

    public OrderHistory Read()
    {
        if (!Order.Totals.CashRounding.IsNothing(_settings.CurrencyHandling) || Array.Exists(_side.Refunds, static refund => refund.CashRounding != 0m))
        {
            return new OrderHistory(null, [], [ProblemTexts.CashRounding(Order)]);
        }

        AddExchanges();
        AddEdits();
        var invoiced = AddDeliveries();
        new PaymentEvents(_side, _settings, _events).Add(invoiced);
        new RefundEvents(_side, _setup, _settings, _units, _events, _problems).Add();
        return new OrderHistory(OrderTerms.Of(_side, _settings), [.. _events.InOrder.Select(Priced)], _problems);
    }

    private FinanceEvent Priced(FinanceEvent happened)
    {
        happened = happened with { Order = Order.Id };
        return _side.Currency == _setup.FunctionalCurrency ? happened : happened with { Rate = Rate(happened.At) };
    }

    private decimal? Rate(DateTimeOffset at)
    {
        if (_settings.Rates is { } rates)
        {
            return rates(_side.Currency, at);
        }

        var (shop, presentment) = (Order.Totals.Current.Shop, Order.Totals.Current.Presentment);
        return shop.Currency == _setup.FunctionalCurrency && presentment is { Amount: not 0m } shown && shown.Currency == _side.Currency ? shop.Amount / shown.Amount : null;
    }

    private void AddExchanges()
    {
        foreach (var back in Order.Returns.Where(static back => back.ExchangeLines.Count > 0))
        {
            var lines = _side.Lines.Where(line => back.ExchangeLines.Contains(line.Id)).Select(line => OrderTerms.Line(_side, line, _settings)).ToArray();
            if (lines.Length > 0)
            {
                _events.Add(EventRank.Exchange, new FinanceEvent.ExchangeCreated(lines) { Id = $"exchange/{back.Id}", At = back.CreatedAt });
            }
        }
    }

    /// <summary>Units that are gone although no refund names them were edited away; when is not known, so it counts from the beginning.</summary>
    private void AddEdits()
    {
        RefundPart[] parts =
        [
            .. _side.Lines.Where(line => _units.Removed(line) > 0m).Select(line => new RefundPart
            {
                Kind = RefundPartKind.Line, Line = line.Id, Quantity = _units.Removed(line), Cause = RefundCause.CancelledUnshipped,
            }),
        ];
        if (parts.Length > 0)
        {
            _events.Add(EventRank.Edit, new FinanceEvent.Refunded($"edit/{Order.Id}", parts, null) { Id = $"edit/{Order.Id}", At = Order.CreatedAt });
        }
    }

    /// <summary>Parcels, and what is delivered without one. Returns when the first invoice became due, or null.</summary>
    private DateTimeOffset? AddDeliveries()
    {
        var parcels = Order.Fulfilments.Where(static parcel => parcel.Succeeded).OrderBy(static parcel => parcel.CreatedAt).ThenBy(static parcel => parcel.Id, StringComparer.Ordinal)
            .Select(parcel => (parcel.Id, At: parcel.CreatedAt, Lines: Parts(parcel))).Where(static parcel => parcel.Lines.Count > 0).ToList();
        var unshipped = _side.Lines.Where(line => _units.IsDigital(line) && _units.Kept(line) > 0m).ToArray();
        var apart = unshipped.Length == 0 ? null
            : _settings.Unshipped == UnshippedDelivery.WithLastGoods && _units.HasGoods ? (_units.NothingLeftToShip && parcels.Count > 0 ? parcels[^1].At : null)
            : Paid();
        var goods = unshipped.Where(static line => line.Source.Kind != OrderLineKind.GiftCard).Select(line => new UnitsPart(line.Id, null, _units.Kept(line))).ToArray();
        for (var i = 0; i < parcels.Count; i++)
        {
            var withLast = i == parcels.Count - 1 && apart == parcels[i].At && goods.Length > 0 && _settings.Unshipped == UnshippedDelivery.WithLastGoods;
            _events.Add(EventRank.Delivery, new FinanceEvent.Shipped(withLast ? [.. parcels[i].Lines, .. goods] : parcels[i].Lines, [], []) { Id = $"parcel/{parcels[i].Id}", At = parcels[i].At });
            goods = withLast ? [] : goods;
        }

        if (apart is { } at)
        {
            if (goods.Length > 0)
            {
                _events.Add(EventRank.Delivery, new FinanceEvent.Shipped(goods, [], []) { Id = $"delivery/{Order.Id}", At = at });
            }

            AddCards(unshipped.Where(static line => line.Source.Kind == OrderLineKind.GiftCard), at);
        }

        return parcels.Select(static parcel => (DateTimeOffset?)parcel.At).Append(apart).Min();
    }

    private List<UnitsPart> Parts(Fulfilment parcel) =>
        [.. parcel.Lines.Where(part => part.Quantity != 0 && _side.FindLine(part.LineId) is { } line && !_units.IsDigital(line) && line.Source.Kind is OrderLineKind.Product or OrderLineKind.Custom)
            .GroupBy(static part => part.LineId, StringComparer.Ordinal).Select(static group => new UnitsPart(group.Key, null, group.Sum(static part => part.Quantity)))];

    private void AddCards(IEnumerable<SideLine> lines, DateTimeOffset at)
    {
        foreach (var line in lines)
        {
            var count = (int)_units.Kept(line);
            var known = Order.GiftCards.Where(card => card.LineId == line.Id).Select(static card => card.Id).Order(StringComparer.Ordinal).ToArray();
            var ids = known.Length >= count ? known.Take(count) : Enumerable.Range(1, count).Select(number => $"{line.Id}#{number}");
            _events.Add(EventRank.Delivery, new FinanceEvent.GiftCardIssued(line.Id, [.. ids.Select(id => new CardPart(null, id, line.UnitPrice))]) { Id = $"cards/{line.Id}", At = at });
        }
    }

    private DateTimeOffset? Paid()
    {
        var paid = Order.Payments.Where(PaymentEvents.IsReceipt).Select(payment => (DateTimeOffset?)PaymentEvents.At(Order, payment)).Min();
        return paid ?? (_side.CurrentTotal == 0m && Order.CancelledAt is null ? Order.CreatedAt : null);
    }
}
