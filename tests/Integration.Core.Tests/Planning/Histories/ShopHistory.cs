using ErpSync.Model;

namespace ErpSync.Core.Tests.Planning.Histories;

/// <summary>
/// A whole life of an order from a seed: what was ordered, and every fact that follows. Values given back are cumulative shares, as a shop states them, so the order ties
/// whatever subset of its facts is known.
/// </summary>
internal sealed class ShopHistory
{
    private static readonly decimal[] Rates = [0m, 0.07m, 0.19m, 0.0825m];
    private readonly Dictionary<string, Refund> _refunds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Plan> _plans = new(StringComparer.Ordinal);
    private readonly Order _placed;

    public ShopHistory(int seed)
    {
        var chance = new Random(seed);
        Included = chance.Next(2) == 0;
        OrderLine[] lines = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(index => Line($"L{index}", chance))];
        ShippingLine[] shipping = chance.Next(3) == 0 ? [] : [Shipping(chance)];
        _placed = Orders.Of(lines, shipping, Included);
        IsCancelled = chance.Next(12) == 0;
        var facts = new List<Fact>();
        if (IsCancelled)
        {
            Cancel(lines, shipping, facts);
        }
        else
        {
            Live(lines, shipping, chance, facts);
        }

        facts.AddRange(Receipts(chance));
        Facts = facts;
    }

    public bool Included { get; }

    public bool IsCancelled { get; }

    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>Adjustments can be credited only where a document exists before them, otherwise a person decides.</summary>
    public bool HasAdjustments => _refunds.Values.Any(static refund => refund.Adjustments.Count > 0);

    /// <summary>The order as the shop tells it when some of the facts are known.</summary>
    /// <param name="known">Known facts, in the order in which they became known.</param>
    public Order At(IReadOnlyCollection<Fact> known)
    {
        Refund[] refunds = [.. known.OfType<Fact.Refunded>().Select(fact => _refunds[fact.Id])];
        var edits = known.OfType<Fact.Edited>().ToArray();
        var parts = refunds.SelectMany(static refund => refund.Lines).ToArray();
        OrderLine[] lines =
        [
            .. _placed.Lines.Select(line => line with
            {
                CurrentQuantity = line.Quantity - edits.Where(edit => edit.Line == line.Id).Sum(static edit => edit.Units) - parts.Where(part => part.LineId == line.Id).Sum(static part => part.Quantity),
            }),
        ];
        var value = lines.Sum(line => Left(line, edits, parts)) + _placed.ShippingLines.Sum(line => line.Price.Shop.Amount + (Included ? 0m : line.TaxLines.Sum(static tax => tax.Amount.Shop.Amount)))
            - refunds.SelectMany(static refund => refund.Shipping).Sum(part => part.Amount.Shop.Amount + (Included ? 0m : part.Tax.Shop.Amount));
        return _placed with
        {
            Lines = lines,
            Refunds = [.. refunds, .. edits.Select(static edit => Edit(edit))],
            Totals = new OrderTotals { Current = Orders.Money(value) },
            CancelledAt = known.Any(static fact => fact is Fact.Cancelled) ? Orders.Placed.AddHours(1) : null,
            Fulfilments = [.. known.OfType<Fact.Posted>().Select(static (fact, index) => Parcel(fact, index))],
            Payments =
            [
                .. known.OfType<Fact.Paid>().Select(fact => _receipts[fact.Id]),
                .. known.OfType<Fact.MoneyBack>().GroupBy(static fact => fact.Refund).Select(group => Money(group.Key, group.All(static fact => fact.IsPending))),
            ],
        };
    }

    /// <summary>What was paid beyond the parts of the order, all refunds together.</summary>
    public decimal Beyond => _refunds.Values.SelectMany(static refund => refund.Adjustments).Sum(static amount => amount.Shop.Amount);

    private readonly Dictionary<string, Payment> _receipts = new(StringComparer.Ordinal);

    /// <summary>A shop tells of an edit as of a refund without amounts.</summary>
    private static Refund Edit(Fact.Edited edit) => new()
    {
        Id = "E" + edit.Line,
        CreatedAt = Orders.Placed.AddMinutes(30),
        Lines = [new RefundLine { LineId = edit.Line, Quantity = edit.Units, RestockType = RestockType.Cancel, Subtotal = Orders.Money(0m), Tax = Orders.Money(0m) }],
    };

    private static Fulfilment Parcel(Fact.Posted fact, int index) => new()
    {
        Id = $"F{index}",
        CreatedAt = Orders.Placed.AddDays(1),
        Lines = [.. fact.Units.Where(static pair => pair.Value > 0).Select(static pair => new FulfilmentLine(pair.Key, pair.Value))],
    };

    private Payment Money(string refund, bool pending) => new()
    {
        Id = "M" + refund,
        Kind = PaymentKind.Refund,
        Status = pending ? PaymentStatus.Pending : PaymentStatus.Success,
        Gateway = "card",
        Amount = Orders.Money(Worth(_refunds[refund])),
        RefundId = refund,
        ProcessedAt = _refunds[refund].CreatedAt.AddMinutes(1),
    };

    private decimal Worth(Refund refund) =>
        refund.Lines.Sum(line => line.Subtotal.Shop.Amount + (Included ? 0m : line.Tax.Shop.Amount))
        + refund.Shipping.Sum(part => part.Amount.Shop.Amount + (Included ? 0m : part.Tax.Shop.Amount))
        + refund.Adjustments.Sum(static amount => amount.Shop.Amount);

    /// <summary>Edited units take their share of every amount along; what refunds state comes off the rest.</summary>
    private decimal Left(OrderLine line, Fact.Edited[] edits, RefundLine[] parts)
    {
        var kept = line.Quantity - edits.Where(edit => edit.Line == line.Id).Sum(static edit => edit.Units);
        var own = parts.Where(part => part.LineId == line.Id).ToArray();
        return Share(line, kept).Value + (Included ? 0m : Share(line, kept).Tax) - own.Sum(part => part.Subtotal.Shop.Amount + (Included ? 0m : part.Tax.Shop.Amount));
    }

    private static (decimal Value, decimal Tax) Share(OrderLine line, int units)
    {
        var discount = line.Discounts.Sum(static amount => amount.Shop.Amount);
        var tax = line.TaxLines.Sum(static amount => amount.Amount.Shop.Amount);
        return units == line.Quantity
            ? (Orders.Eur.Round(units * line.UnitPrice.Shop.Amount) - discount, tax)
            : (Orders.Eur.Round(units * line.UnitPrice.Shop.Amount) - Orders.Eur.Round(discount * units / line.Quantity), Orders.Eur.Round(tax * units / line.Quantity));
    }

    private OrderLine Line(string id, Random chance)
    {
        var (quantity, price) = (chance.Next(1, 8), chance.Next(1, 20_000) / 100m);
        var discount = chance.Next(3) == 0 ? Orders.Eur.Round(quantity * price * chance.Next(1, 60) / 100m) : 0m;
        return Orders.Line(id, quantity, price, discount, Rates[chance.Next(Rates.Length)], Included);
    }

    private ShippingLine Shipping(Random chance)
    {
        var price = chance.Next(100, 2_000) / 100m;
        var tax = Orders.Eur.Round(Included ? price * 0.19m / 1.19m : price * 0.19m);
        return new ShippingLine { Id = "S1", Title = "Standard", Price = Orders.Money(price), TaxLines = [new TaxLine("VAT", 0.19m, Orders.Money(tax))] };
    }

    private void Live(OrderLine[] lines, ShippingLine[] shipping, Random chance, List<Fact> facts)
    {
        foreach (var line in lines)
        {
            var plan = new Plan(line, chance);
            _plans[line.Id] = plan;
            if (plan.Edited > 0)
            {
                facts.Add(new Fact.Edited(line.Id, plan.Edited));
            }
        }

        var first = _plans.ToDictionary(static pair => pair.Key, pair => chance.Next(0, pair.Value.Shipped + 1), StringComparer.Ordinal);
        var rest = _plans.ToDictionary(static pair => pair.Key, pair => pair.Value.Shipped - first[pair.Key], StringComparer.Ordinal);
        facts.AddRange(new[] { first, rest }.Where(static parcel => parcel.Values.Any(static units => units > 0)).Select(static parcel => new Fact.Posted(parcel)));
        while (_plans.Values.Any(static plan => plan.IsOpen))
        {
            Refund(lines, chance, facts);
        }

        if (shipping.Length > 0 && chance.Next(5) == 0)
        {
            Add(new Refund { Id = "SH", CreatedAt = Orders.Placed.AddDays(4), Shipping = [new RefundShipping("S1", shipping[0].Price, shipping[0].TaxLines[0].Amount)] }, chance, facts);
        }

        if (chance.Next(6) == 0 && _placed.Totals.Current.Shop.Amount - _refunds.Values.Sum(Worth) > 2m)
        {
            Add(new Refund { Id = "GW", CreatedAt = Orders.Placed.AddDays(5), Adjustments = [Orders.Money(1.50m)] }, chance, facts);
        }
    }

    private void Refund(OrderLine[] lines, Random chance, List<Fact> facts)
    {
        // One refund cancels or credits; both on one line would need the shop's answer to which units they were.
        var type = _plans.Values.Any(static plan => plan.Cancelled > 0) ? RestockType.Cancel : chance.Next(2) == 0 ? RestockType.Return : RestockType.NoRestock;
        var parts = lines.Select(line => _plans[line.Id].Next(type, chance)).OfType<RefundLine>().ToArray();
        if (parts.Length > 0)
        {
            Add(new Refund { Id = $"R{_refunds.Count}", CreatedAt = Orders.Placed.AddDays(type == RestockType.Cancel ? 0 : 3).AddHours(_refunds.Count + 1), Lines = parts }, chance, facts);
        }
    }

    private void Add(Refund refund, Random chance, List<Fact> facts)
    {
        _refunds[refund.Id] = refund;
        facts.Add(new Fact.Refunded(refund.Id));
        if (Worth(refund) > 0m && chance.Next(4) > 0)
        {
            if (chance.Next(3) == 0)
            {
                facts.Add(new Fact.MoneyBack(refund.Id, IsPending: true));
            }

            facts.Add(new Fact.MoneyBack(refund.Id, IsPending: false));
        }
    }

    private void Cancel(OrderLine[] lines, ShippingLine[] shipping, List<Fact> facts)
    {
        _refunds["C"] = new Refund
        {
            Id = "C",
            CreatedAt = Orders.Placed.AddHours(1),
            Lines =
            [
                .. lines.Select(static line => new RefundLine
                {
                    LineId = line.Id, Quantity = line.Quantity, RestockType = RestockType.Cancel, Subtotal = Orders.Money(Share(line, line.Quantity).Value), Tax = Orders.Money(Share(line, line.Quantity).Tax),
                }),
            ],
            Shipping = [.. shipping.Select(static line => new RefundShipping(line.Id, line.Price, line.TaxLines[0].Amount))],
        };
        facts.AddRange([new Fact.Refunded("C"), new Fact.Cancelled()]);
    }

    private IEnumerable<Fact> Receipts(Random chance)
    {
        var total = _placed.Totals.Current.Shop.Amount;
        var first = chance.Next(3) == 0 ? Orders.Eur.Round(total / 3m) : total;
        foreach (var (id, amount) in new[] { ("P1", first), ("P2", total - first) }.Where(static pair => pair.Item2 > 0m))
        {
            _receipts[id] = new Payment { Id = id, Kind = PaymentKind.Capture, Status = PaymentStatus.Success, Gateway = "card", Amount = Orders.Money(amount), ProcessedAt = Orders.Placed.AddMinutes(1) };
            yield return new Fact.Paid(id);
        }
    }

    /// <summary>What becomes of the units of one line.</summary>
    private sealed class Plan
    {
        private readonly OrderLine _line;
        private readonly int _kept;
        private int _credits;
        private int _given;
        private decimal _value;
        private decimal _tax;

        public Plan(OrderLine line, Random chance)
        {
            _line = line;
            var units = line.Quantity;
            Shipped = chance.Next(1, units + 1);
            var left = units - Shipped;
            var fate = chance.Next(3);
            Edited = fate == 0 ? left : 0;
            Cancelled = fate == 1 ? left : 0;
            Shipped = fate == 2 ? units : Shipped;
            _credits = chance.Next(0, Shipped + 1) * chance.Next(0, 2);
            _kept = units - Edited;
        }

        public int Edited { get; }

        public int Cancelled { get; private set; }

        public int Shipped { get; }

        public bool IsOpen => Cancelled > 0 || _credits > 0;

        public RefundLine? Next(RestockType type, Random chance)
        {
            var most = type == RestockType.Cancel ? Cancelled : _credits;
            var units = most == 0 ? 0 : chance.Next(1, most + 1);
            if (units == 0)
            {
                return null;
            }

            Cancelled -= type == RestockType.Cancel ? units : 0;
            _credits -= type == RestockType.Cancel ? 0 : units;
            _given += units;
            var (whole, left) = (Share(_line, _kept), Share(_line, _kept - _given));
            var (value, tax) = (whole.Value - left.Value - _value, whole.Tax - left.Tax - _tax);
            _value += value;
            _tax += tax;
            return new RefundLine { LineId = _line.Id, Quantity = units, RestockType = type, Subtotal = Orders.Money(value), Tax = Orders.Money(tax) };
        }
    }
}
