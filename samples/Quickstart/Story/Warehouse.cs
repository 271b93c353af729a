using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;

namespace Quickstart.Story;

/// <summary>The people in the warehouse: they work with the ERP, and ship an order only when its picking list says what the buyer wants.</summary>
internal sealed class Warehouse(ErpWorld erp) : IWarehouse
{
    public void Count(string sku, int difference) => erp.AdjustInventory(sku, difference);

    public bool TryShip(ShopOrder wanted, bool isLast)
    {
        if (erp.Books.Order(wanted.Name) is not { } order || !PickingList.Agrees(order, wanted))
        {
            return false;
        }

        var open = PickingList.Goods(order).Where(line => line.Quantity > line.Shipped).ToList();
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

    /// <summary>The ERP deletes an order that is posted to its end.</summary>
    public bool IsDone(string name) => erp.Books.Order(name) is null;

    /// <summary>Goods are shipped and invoiced in one go.</summary>
    public bool IsInvoiced(string name) => true;
}
