using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Tests.Support;

/// <summary>Orders and customers whose figures were worked out by hand.</summary>
internal static class Sample
{
    public static readonly Currency Eur = Currency.FromCode("EUR");

    public static readonly DateTimeOffset Placed = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Two bikes at 100.00 less 10.00, a helmet at 49.90, shipping 5.00, 19 % on top: 239.90 + 5.00 + 46.53 = 291.43.</summary>
    public static Order Order(string id = "1001", string? customer = "C1", MarketingConsent? consent = null) => new()
    {
        Id = id,
        Name = "#" + id,
        CreatedAt = Placed,
        UpdatedAt = Placed,
        ShopCurrency = Eur,
        PresentmentCurrency = Eur,
        Channel = "web",
        Customer = customer is null ? null : Customer(customer, consent),
        Lines =
        [
            Line("L1", "BIKE", 2, 100m, 36.10m) with { Discounts = [Money(10m)] },
            Line("L2", "HELM", 1, 49.90m, 9.48m),
        ],
        ShippingLines = [new ShippingLine { Id = "S1", Title = "Standard", Price = Money(5m), TaxLines = [new TaxLine("VAT", 0.19m, Money(0.95m))] }],
        Totals = new OrderTotals { Current = Money(291.43m) },
    };

    /// <summary>The same with a bell at 12.50 + 2.38: 252.40 + 5.00 + 48.91 = 306.31.</summary>
    public static Order WithBell(Order order) => order with
    {
        UpdatedAt = Placed.AddHours(1),
        Lines = [.. order.Lines, Line("L3", "BELL", 1, 12.50m, 2.38m)],
        Totals = new OrderTotals { Current = Money(306.31m) },
    };

    /// <summary>One bike back: 95.00 + 18.05 = 113.05.</summary>
    public static Order WithBikeBack(Order order) => order with
    {
        UpdatedAt = Placed.AddHours(2),
        Lines = [order.Lines[0] with { CurrentQuantity = 1 }, .. order.Lines.Skip(1)],
        Refunds =
        [
            new Refund
            {
                Id = "R1", CreatedAt = Placed.AddHours(2),
                Lines = [new RefundLine { LineId = "L1", Quantity = 1, RestockType = RestockType.Return, Subtotal = Money(95m), Tax = Money(18.05m) }],
            },
        ],
        Payments = [new Payment { Id = "P1", Kind = PaymentKind.Refund, Status = PaymentStatus.Success, Amount = Money(113.05m), RefundId = "R1" }],
        Totals = new OrderTotals { Current = Money(order.Totals.Current.Shop.Amount - 113.05m) },
    };

    public static Order Cancelled(Order order) => order with { UpdatedAt = Placed.AddHours(3), CancelledAt = Placed.AddHours(3) };

    public static Customer Customer(string id, MarketingConsent? consent = null) => new()
    {
        Id = id,
        DisplayName = "Ada Example",
        Email = "Ada@Example.com ",
        Phone = "+4940123456",
        Address = new Address { City = "Hamburg", Country = "DE", Line1 = "Kai 1" },
        Consent = consent,
        UpdatedAt = Placed,
    };

    public static MarketingConsent OptIn(int hours = 0) => new(ConsentState.OptIn, Placed.AddHours(hours));

    public static MarketingConsent OptOut(int hours = 0) => new(ConsentState.OptOut, Placed.AddHours(hours));

    public static CustomerActivity Activity(string order = "1001", string? customer = "C1") => new()
    {
        Kind = CustomerActivityKind.OrderCompleted,
        OccurredAt = Placed,
        CustomerId = customer,
        OrderId = order,
        OrderNumber = "#" + order,
        Total = new Money(291.43m, Eur),
        Subtotal = new Money(239.90m, Eur),
        Revenue = new Money(239.90m, Eur),
        Shipping = new Money(5m, Eur),
        Tax = new Money(46.53m, Eur),
        Discount = new Money(10m, Eur),
        Products = [new ActivityProduct { LineId = "L1", Sku = "BIKE", Name = "Bike", Quantity = 2, UnitPrice = new Money(100m, Eur) }],
    };

    public static MoneyPair Money(decimal amount) => MoneyPair.Of(new Money(amount, Eur));

    private static OrderLine Line(string id, string sku, int quantity, decimal price, decimal tax) => new()
    {
        Id = id,
        Sku = sku,
        Title = sku,
        Quantity = quantity,
        CurrentQuantity = quantity,
        UnitPrice = Money(price),
        TaxLines = [new TaxLine("VAT", 0.19m, Money(tax))],
    };
}
