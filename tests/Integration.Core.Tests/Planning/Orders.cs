using CsCheck;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Planning;

/// <summary>Orders whose money ties by construction: charged tax is the rounded tax of each line, totals are sums.</summary>
internal static class Orders
{
    public static readonly Currency Eur = Currency.FromCode("EUR");

    public static readonly DateTimeOffset Placed = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static MoneyPair Money(decimal amount) => MoneyPair.Of(new Money(amount, Eur));

    public static OrderLine Line(string id, int quantity, decimal price, decimal discount = 0m, decimal rate = 0.19m, bool included = false, int? current = null)
    {
        var displayed = (quantity * price) - discount;
        var tax = Eur.Round(included ? displayed * rate / (1m + rate) : displayed * rate);
        return new OrderLine
        {
            Id = id,
            Kind = OrderLineKind.Product,
            Sku = "SKU-" + id,
            Quantity = quantity,
            CurrentQuantity = current ?? quantity,
            UnitPrice = Money(price),
            Discounts = discount == 0m ? [] : [Money(discount)],
            TaxLines = rate == 0m ? [] : [new TaxLine("VAT", rate, Money(tax))],
        };
    }

    public static Order Of(IReadOnlyList<OrderLine> lines, IReadOnlyList<ShippingLine>? shipping = null, bool included = false)
    {
        shipping ??= [];
        var value = lines.Sum(static line => (line.Quantity * line.UnitPrice.Shop.Amount) - line.Discounts.Sum(static d => d.Shop.Amount))
            + shipping.Sum(static line => line.Price.Shop.Amount);
        var tax = lines.Sum(static line => line.TaxLines.Sum(static t => t.Amount.Shop.Amount)) + shipping.Sum(static line => line.TaxLines.Sum(static t => t.Amount.Shop.Amount));
        var total = Money(value + (included ? 0m : tax));
        return new Order
        {
            Id = "1001",
            Name = "#1001",
            CreatedAt = Placed,
            ShopCurrency = Eur,
            PresentmentCurrency = Eur,
            TaxesIncluded = included,
            Lines = lines,
            ShippingLines = shipping,
            Totals = new OrderTotals { Current = total, Original = total, Tax = Money(tax) },
        };
    }

    public static readonly Gen<Order> Any = Gen.Select(
        Gen.Bool,
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 99_999], Gen.Int[0, 100], Gen.OneOf<decimal>(0m, 0.07m, 0.19m, 0.0825m)).Array[1, 6],
        Gen.Int[0, 2_000],
        static (included, lines, shipping) => Of(
            [.. lines.Select((line, index) => Line($"L{index}", line.Item1, line.Item2 / 100m, Eur.Round(line.Item1 * line.Item2 / 100m * line.Item3 / 100m), line.Item4, included))],
            shipping == 0 ? [] : [new ShippingLine { Id = "S1", Title = "Standard", Price = Money(shipping / 100m) }],
            included));
}
