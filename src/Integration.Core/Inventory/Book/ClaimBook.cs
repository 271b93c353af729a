namespace ErpSync.Inventory;

/// <summary>Where the units of one claim are.</summary>
internal sealed class ClaimBook(ClaimedLine line, SkuBook sku)
{
    private readonly Dictionary<(StockAccountKind Kind, string Location), decimal> _positions = [];

    public ClaimedLine Line { get; } = line;

    public SkuBook Sku { get; } = sku;

    public ClaimOwner Owner => Line.Owner;

    public string Key { get; } = $"{line.Owner.Kind}/{line.Owner.Id}/{line.Number}/{sku.Sku}";

    public decimal Held => Total(StockAccountKind.Held);

    public decimal Reserved => Total(StockAccountKind.Reserved);

    public decimal Unpicked => Total(StockAccountKind.Allocated);

    public decimal Picked => Total(StockAccountKind.Picked);

    public decimal Allocated => Unpicked + Picked;

    public decimal Backordered => Of(StockAccountKind.Backordered) + Of(StockAccountKind.BackorderedByErp);

    public decimal Preordered => Of(StockAccountKind.Preordered);

    public decimal Unclaimed => Of(StockAccountKind.Unclaimed);

    public decimal InFlight => Of(StockAccountKind.InFlight);

    public decimal Consumed => Of(StockAccountKind.Consumed) + Of(StockAccountKind.Converted);

    /// <summary>What an ERP nets of an order line it knows.</summary>
    public decimal Firm => Reserved + Allocated + Backordered + Preordered;

    public decimal Open => Held + Firm;

    public bool IsActive => Open + Unclaimed + InFlight > 0m;

    public IEnumerable<KeyValuePair<(StockAccountKind Kind, string Location), decimal>> Positions => _positions;

    public decimal Of(StockAccountKind kind, string location = "") => _positions.GetValueOrDefault((kind, location));

    public decimal Total(StockAccountKind kind)
    {
        var sum = 0m;
        foreach (var ((each, _), quantity) in _positions)
        {
            sum += each == kind ? quantity : 0m;
        }

        return sum;
    }

    /// <summary>Units per location, those without one left out.</summary>
    public Dictionary<string, decimal> Located(params ReadOnlySpan<StockAccountKind> kinds)
    {
        var result = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var ((kind, location), quantity) in _positions)
        {
            if (location.Length > 0 && kinds.Contains(kind))
            {
                result[location] = result.GetValueOrDefault(location) + quantity;
            }
        }

        return result;
    }

    public void Add(StockAccountKind kind, string location, decimal quantity)
    {
        var balance = _positions.GetValueOrDefault((kind, location)) + quantity;
        if (balance == 0m)
        {
            _positions.Remove((kind, location));
        }
        else
        {
            _positions[(kind, location)] = balance;
        }

        Sku.Count(this, kind, location, quantity);
    }

    public ClaimBalance ToBalance() => new()
    {
        Held = Held,
        Reserved = Reserved,
        Allocated = Located(StockAccountKind.Allocated, StockAccountKind.Picked),
        Picked = Located(StockAccountKind.Picked),
        Pins = Located(StockAccountKind.Held, StockAccountKind.Reserved),
        Backordered = Backordered,
        Preordered = Preordered,
        Unclaimed = Unclaimed,
        InFlight = InFlight,
        Open = Open,
        Claimed = -Of(StockAccountKind.Requested) - Unclaimed - InFlight - Of(StockAccountKind.Dropped),
        Consumed = Consumed,
        Released = Of(StockAccountKind.Released),
    };
}
