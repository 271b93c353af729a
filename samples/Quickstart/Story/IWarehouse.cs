using ErpSync.Sandbox.Shopify;

namespace Quickstart.Story;

/// <summary>People who ship. They read the ERP's documents as their picking lists.</summary>
internal interface IWarehouse
{
    /// <summary>Finds or loses units.</summary>
    void Count(string sku, int difference);

    /// <summary>Ships the rest of an order, or about half of it. False while the order is not in the ERP as the shop has it.</summary>
    bool TryShip(ShopOrder wanted, bool isLast);

    /// <summary>Whether nothing of the order is left to ship.</summary>
    bool IsDone(string name);

    /// <summary>Whether what was shipped of an order is invoiced; money is given back after that.</summary>
    bool IsInvoiced(string name);
}
