using ErpSync.Model;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>An order of the simulated shop, and the canonical order that an adapter would read from it.</summary>
internal sealed class ShopOrder(string id, string name, string customer, DateTimeOffset placed)
{
    public const decimal TaxRate = 0.2m;
    private static readonly Currency Euro = Currency.FromCode("EUR");
    private readonly List<Refund> _refunds = [];
    private readonly List<Payment> _payments = [];
    private readonly List<Fulfilment> _fulfilments = [];

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Customer { get; } = customer;

    public List<ShopLine> Lines { get; } = [];

    public decimal Shipping { get; set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public IReadOnlyList<Refund> Refunds => _refunds;

    public IReadOnlyList<Payment> Payments => _payments;

    /// <summary>Whether people changed it after it was placed, so that two systems could rightly disagree.</summary>
    public bool WasChanged { get; set; }

    /// <summary>What the buyer owes or has paid now.</summary>
    public decimal Total => (Lines.Sum(line => line.Current * line.Price) + Shipping) * (1 + TaxRate);

    public void Pay(decimal amount, DateTimeOffset at) => _payments.Add(new Payment
    {
        Id = $"{Id}-t{_payments.Count + 1}",
        Kind = PaymentKind.Sale,
        Status = PaymentStatus.Success,
        Gateway = "card",
        Amount = Pair(amount),
        ProcessedAt = at,
    });

    public void Fulfil(string fulfilment, IReadOnlyList<FulfilmentLine> lines, DateTimeOffset at)
    {
        foreach (var line in lines)
        {
            Lines.Single(own => own.Id == line.LineId).Fulfilled += line.Quantity;
        }

        _fulfilments.Add(new Fulfilment { Id = fulfilment, Lines = lines, CreatedAt = at });
    }

    /// <summary>Gives units back with their money: shipped units as a return, others given up.</summary>
    public void GiveBack(ShopLine line, int units, RestockType restock, DateTimeOffset at)
    {
        line.Refunded += units;
        line.Returned += restock == RestockType.Return ? units : 0;
        var subtotal = units * line.Price;
        var refund = new Refund
        {
            Id = $"{Id}-r{_refunds.Count + 1}",
            CreatedAt = at,
            Lines = [new RefundLine { LineId = line.Id, Quantity = units, RestockType = restock, Subtotal = Pair(subtotal), Tax = Pair(subtotal * TaxRate) }],
        };
        _refunds.Add(refund);
        _payments.Add(new Payment
        {
            Id = $"{Id}-t{_payments.Count + 1}",
            Kind = PaymentKind.Refund,
            Status = PaymentStatus.Success,
            Gateway = "card",
            Amount = Pair(subtotal * (1 + TaxRate)),
            RefundId = refund.Id,
            ProcessedAt = at,
        });
    }

    /// <summary>Cancels what nobody has shipped, with all its money.</summary>
    public void Cancel(DateTimeOffset at)
    {
        CancelledAt = at;
        var shipping = Shipping;
        var lines = Lines.Where(line => line.Current > 0).Select(line => new RefundLine
        {
            LineId = line.Id,
            Quantity = line.Current,
            RestockType = RestockType.Cancel,
            Subtotal = Pair(line.Current * line.Price),
            Tax = Pair(line.Current * line.Price * TaxRate),
        }).ToList();
        foreach (var line in Lines)
        {
            line.Refunded = line.Quantity;
        }

        var refund = new Refund
        {
            Id = $"{Id}-r{_refunds.Count + 1}",
            CreatedAt = at,
            Lines = lines,
            Shipping = shipping == 0 ? [] : [new RefundShipping($"{Id}-s", Pair(shipping), Pair(shipping * TaxRate))],
        };
        _refunds.Add(refund);
        _payments.Add(new Payment
        {
            Id = $"{Id}-t{_payments.Count + 1}",
            Kind = PaymentKind.Refund,
            Status = PaymentStatus.Success,
            Gateway = "card",
            Amount = Pair((lines.Sum(line => line.Subtotal.Shop.Amount) + shipping) * (1 + TaxRate)),
            RefundId = refund.Id,
            ProcessedAt = at,
        });
        IsShippingRefunded = true;
    }

    public bool IsShippingRefunded { get; private set; }

    public Order Read(DateTimeOffset changedAt) => new()
    {
        Id = Id,
        Name = Name,
        CreatedAt = placed,
        UpdatedAt = changedAt,
        CancelledAt = CancelledAt,
        ShopCurrency = Euro,
        PresentmentCurrency = Euro,
        Customer = new Customer { Id = Customer, DisplayName = Customer },
        Lines = [.. Lines.Select(line => new OrderLine
        {
            Id = line.Id,
            Sku = line.Sku,
            Title = line.Sku,
            Quantity = line.Quantity,
            CurrentQuantity = line.Current,
            UnitPrice = Pair(line.Price),
            TaxLines = [new TaxLine("VAT", TaxRate, Pair(line.Quantity * line.Price * TaxRate))],
        })],
        ShippingLines = Shipping == 0 ? [] : [new ShippingLine { Id = $"{Id}-s", Title = "Parcel", Price = Pair(Shipping), TaxLines = [new TaxLine("VAT", TaxRate, Pair(Shipping * TaxRate))] }],
        Totals = new OrderTotals { Current = Pair(IsShippingRefunded ? 0 : Total) },
        Payments = [.. _payments],
        Fulfilments = [.. _fulfilments],
        Refunds = [.. _refunds],
    };

    private static MoneyPair Pair(decimal amount) => MoneyPair.Of(new Money(amount, Euro));
}
