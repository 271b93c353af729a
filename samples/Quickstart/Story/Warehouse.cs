using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;

namespace Quickstart.Story;

/// <summary>The people in the warehouse: they work with the ERP, and ship an order only when its picking list says what the buyer wants.</summary>
internal sealed class Warehouse(ErpWorld erp)
{
    public void Count(string sku, int difference) => erp.AdjustInventory(sku, difference);

    /// <summary>Ships the rest of an order, or about half of it. False while the order is not in the ERP as the shop has it.</summary>
    public bool TryShip(ShopOrder wanted, bool isLast)
    {
        if (erp.Books.Order(wanted.Name) is not { } order || !Agrees(order, wanted))
        {
            return false;
        }

        var open = order.Lines.Where(line => line.LineType == "Item" && line.Quantity > line.Shipped).ToList();
        var units = open.Sum(line => line.Quantity - line.Shipped);
        var parcel = open.ToDictionary(line => line.Sequence, line => decimal.Floor((line.Quantity - line.Shipped + 1) / 2));
        if (isLast || units < 2 || parcel.Values.Sum() == units)
        {
            erp.PostOrder(order.Number);
            return true;
        }

        erp.PostOrder(order.Number, parcel);
        return true;
    }

    /// <summary>Whether nothing of the order is left to ship: the ERP deletes an order that is posted to its end.</summary>
    public bool IsDone(string name) => erp.Books.Order(name) is null;

    private static bool Agrees(ErpDocument order, ShopOrder wanted)
    {
        var there = order.Lines.Where(line => line.LineType == "Item").GroupBy(line => line.Number, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity), StringComparer.Ordinal);
        var here = wanted.Lines.Where(line => line.Sku is not null && line.CurrentQuantity > 0).GroupBy(line => line.Sku!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (decimal)group.Sum(line => line.CurrentQuantity), StringComparer.Ordinal);
        // A document without its rounding line is still being written; posted as it is, it could not be completed any more.
        return order.TotalIncludingTax == wanted.CurrentTotal && there.Count == here.Count && here.All(pair => there.GetValueOrDefault(pair.Key) == pair.Value);
    }
}
