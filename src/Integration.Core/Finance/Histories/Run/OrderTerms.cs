using System.Globalization;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Model.Sides;

namespace ErpSync.Finance.Histories.Run;

/// <summary>What was agreed: all lines with the units that edits added, shipping, and the taxes charged.</summary>
internal static class OrderTerms
{
    private const string ShippingPrefix = "shipping/";

    public static string Shipping(string id) => ShippingPrefix + id;

    public static FinanceOrder Of(OrderSide side, OrderHistorySettings settings)
    {
        var order = side.Order;
        var own = side.Lines.Where(static line => !line.IsExchange && line.Source.Quantity > 0).ToArray();
        var leftover = OrderMoney.Leftover(side);
        var taxes = order.TaxesIncluded ? 0m : own.Sum(static line => line.Taxes.Sum(static tax => tax.Amount)) + side.Shipping.Sum(static line => line.Taxes.Sum(static tax => tax.Amount));
        return new FinanceOrder
        {
            Id = order.Id,
            Channel = order.Channel ?? "",
            PlacedAt = order.CreatedAt,
            ShopCurrency = order.ShopCurrency,
            PresentmentCurrency = order.PresentmentCurrency,
            DocumentCurrency = side.Currency,
            TaxIncluded = order.TaxesIncluded,
            Total = own.Sum(static line => line.Displayed) + side.Shipping.Sum(static line => line.Displayed) + taxes - leftover,
            Lines = [.. own.Select(line => Line(side, line, settings)), .. side.Shipping.Select(line => Line(side, line))],
            Discounts = leftover == 0m ? [] : [new FinanceDiscount(leftover, null)],
        };
    }

    public static FinanceLine Line(OrderSide side, SideLine line, OrderHistorySettings settings) => new()
    {
        Id = line.Id,
        Kind = line.Source.Kind switch
        {
            OrderLineKind.GiftCard => FinanceLineKind.GiftCard,
            OrderLineKind.Tip => FinanceLineKind.Tip,
            _ => FinanceLineKind.Product,
        },
        Quantity = line.Source.Quantity,
        UnitPrice = line.UnitPrice,
        Discounts = line.Discount == 0m ? [] : [new FinanceDiscount(line.Discount, null)],
        TaxLines = Taxes(side, line.Taxes),
        Sku = line.Source.Sku,
        UnitCost = line.Source.Kind == OrderLineKind.Product && line.Source.Sku is { } sku && settings.UnitCosts.TryGetValue(sku, out var cost) ? cost : null,
    };

    private static FinanceLine Line(OrderSide side, SideShipping line) => new()
    {
        Id = Shipping(line.Id),
        Kind = FinanceLineKind.Shipping,
        Quantity = 1m,
        UnitPrice = line.Price,
        Discounts = line.Discount == 0m ? [] : [new FinanceDiscount(line.Discount, null)],
        TaxLines = Taxes(side, line.Taxes),
    };

    /// <summary>Two taxes of one title and different rates are different taxes, so the rate is part of the code, as <c>MwSt@0.19</c>.</summary>
    private static FinanceTax[] Taxes(OrderSide side, SideTax[] taxes) => Array.ConvertAll(taxes, tax => new FinanceTax(
        string.Create(CultureInfo.InvariantCulture, $"{tax.Code}@{tax.Rate / 1.000000000000m}"),
        side.Order.ShippingAddress?.Country ?? side.Order.BillingAddress?.Country ?? "",
        tax.Rate,
        tax.Amount,
        tax.ChannelLiable));
}
