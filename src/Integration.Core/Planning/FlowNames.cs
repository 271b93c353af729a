namespace ErpSync.Planning;

/// <summary>Names of ErpSync's own flows. They are stored with every subject: never change one.</summary>
public static class FlowNames
{
    /// <summary>Orders, refunds and payments of a shop.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Orders(string shop) => $"orders:{shop}";

    /// <summary>Customers of a shop.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Customers(string shop) => $"customers:{shop}";

    /// <summary>Shipments of an ERP or WMS.</summary>
    /// <param name="executor">Connection id of the executing system.</param>
    public static string Fulfilments(string executor) => $"fulfilments:{executor}";

    /// <summary>Documents of an ERP, as a signal for the orders behind them.</summary>
    /// <param name="erp">Connection id of the ERP.</param>
    public static string Documents(string erp) => $"documents:{erp}";

    /// <summary>Stock of an ERP or WMS.</summary>
    /// <param name="owner">Connection id of the system that owns the number.</param>
    public static string Stock(string owner) => $"stock:{owner}";

    /// <summary>Stock changes seen in a shop.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string StockEcho(string shop) => $"stock-echo:{shop}";

    /// <summary>Stock of a shop, swept for changes that nobody notified.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string StockDrift(string shop) => $"stock-drift:{shop}";

    /// <summary>Payouts of a shop's payment gateway.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Payouts(string shop) => $"payouts:{shop}";

    /// <summary>Disputed payments of a shop's payment gateway.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Disputes(string shop) => $"disputes:{shop}";
}
