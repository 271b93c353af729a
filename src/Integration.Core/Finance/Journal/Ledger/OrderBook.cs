using System.Collections.Immutable;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>What the books know about one order, in document currency (and functional, where balances are monetary).</summary>
internal sealed class OrderBook
{
    public required FinanceOrder Order { get; init; }

    /// <summary>Why the order is quarantined, or null.</summary>
    public string? Parked { get; init; }

    public required List<LineBook> Lines { get; set; }

    public Dual Ar { get; set; }

    public Dual Prepaid { get; set; }

    public Dual Overpaid { get; set; }

    public ImmutableDictionary<string, decimal> Authorisations { get; set; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Tax declared on money held, by tax: base and amount.</summary>
    public ImmutableDictionary<TaxKey, (decimal Base, decimal Amount)> Declared { get; set; } = ImmutableDictionary<TaxKey, (decimal, decimal)>.Empty;

    public ImmutableDictionary<string, RefundBook> Refunds { get; set; } = ImmutableDictionary<string, RefundBook>.Empty;

    public ImmutableList<WaitingShipment> Waiting { get; set; } = [];

    public string? FirstGateway { get; set; }

    public decimal CreditedGross { get; set; }

    public decimal PointsShare { get; init; }

    public decimal PointsMoved { get; set; }

    public decimal PointsRedeemed { get; set; }

    public decimal PointsPosted { get; set; }

    public decimal Lost { get; set; }

    public ImmutableDictionary<TaxKey, Relief> Relief { get; set; } = ImmutableDictionary<TaxKey, Relief>.Empty;

    public Currency Currency => Order.DocumentCurrency;

    public JournalDimensions Dimensions => new() { Order = Order.Id };

    public decimal DeclaredTax => Declared.Values.Sum(static declared => declared.Amount);

    public decimal InvoicedGross => Lines.Sum(static line => line.InvoicedGross());

    public decimal Uninvoiced => Lines.Sum(static line => line.CurrentGross() - line.InvoicedGross());

    public IEnumerable<LineBook> OwnGoods => Lines.Where(static line => line.Kind == FinanceLineKind.Product && !line.IsExchange);

    public bool NothingLeftToShip => OwnGoods.All(static line => line.Shipped + line.CancelledUnits >= line.Units);

    public bool AnyShipped => OwnGoods.Any(static line => line.Shipped > 0m);

    public OrderBook Clone()
    {
        var copy = (OrderBook)MemberwiseClone();
        copy.Lines = Lines.ConvertAll(static line => line.Clone());
        return copy;
    }

    public LineBook Find(string? line, string? component) =>
        Lines.Find(candidate => candidate.Id == line && candidate.Component == component) ?? throw new RefusedException("UnknownLine");
}
