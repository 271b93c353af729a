using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;

namespace Quickstart.Story;

/// <summary>When a document of the ERP may be picked.</summary>
internal static class PickingList
{
    /// <summary>The lines of goods.</summary>
    public static IEnumerable<ErpDocumentLine> Goods(ErpDocument order) => order.Lines.Where(line => line.LineType == "Item");

    /// <summary>Whether the document says what the buyer wants.</summary>
    public static bool Agrees(ErpDocument order, ShopOrder wanted)
    {
        var there = Goods(order).GroupBy(line => line.Number, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity), StringComparer.Ordinal);
        var here = wanted.Lines.Where(line => line.Sku is not null && line.CurrentQuantity > 0).GroupBy(line => line.Sku!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (decimal)group.Sum(line => line.CurrentQuantity), StringComparer.Ordinal);
        // A document without its rounding line is still being written; posted as it is, it could not be completed any more.
        return order.TotalIncludingTax == wanted.CurrentTotal && there.Count == here.Count && here.All(pair => there.GetValueOrDefault(pair.Key) == pair.Value);
    }
}
