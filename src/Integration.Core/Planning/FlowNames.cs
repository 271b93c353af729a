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

    /// <summary>Shipments of an ERP or WMS to a further shop.</summary>
    /// <param name="executor">Connection id of the executing system.</param>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Fulfilments(string executor, string shop) => $"fulfilments:{executor}:{shop}";

    /// <summary>Documents of an ERP, as a signal for the orders behind them.</summary>
    /// <param name="erp">Connection id of the ERP.</param>
    public static string Documents(string erp) => $"documents:{erp}";

    /// <summary>Customer activity of a shop, told to a CRM or CDP.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Activity(string shop) => $"activity:{shop}";

    /// <summary>Customers of a shop, identified to a CRM or CDP.</summary>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Identities(string shop) => $"identities:{shop}";

    /// <summary>Consent and relationship that a CRM or CDP keeps.</summary>
    /// <param name="crm">Connection id of the CRM or CDP.</param>
    public static string Profiles(string crm) => $"profiles:{crm}";

    /// <summary>Stock of an ERP or WMS.</summary>
    /// <param name="owner">Connection id of the system that owns the number.</param>
    public static string Stock(string owner) => $"stock:{owner}";

    /// <summary>Stock of an ERP or WMS to a further shop.</summary>
    /// <param name="owner">Connection id of the system that owns the number.</param>
    /// <param name="shop">Connection id of the shop.</param>
    public static string Stock(string owner, string shop) => $"stock:{owner}:{shop}";

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
