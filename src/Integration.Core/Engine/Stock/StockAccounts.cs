namespace ErpSync.Engine;

/// <summary>Names of the ledger's accounts. They are stored: never change one.</summary>
internal static class StockAccounts
{
    /// <summary>Beginning of what all orders of all shops claim.</summary>
    public const string Claims = "claims/";

    /// <summary>Ends the account of units that are claimed and not shipped.</summary>
    public const string Reserved = "/reserved";

    /// <summary>All claims of a shop.</summary>
    public static string ClaimsOf(string shop, string state) => $"{Claims}{shop}/{state}";

    /// <summary>All that the components of a shop's kits claim: units that the shop does not take off itself.</summary>
    public static string KitClaimsOf(string shop, string state) => $"{Claims}{shop}/kits/{state}";

    /// <summary>Beginning of the accounts of an order.</summary>
    public static string Order(string shop, string order) => $"order/{shop}/{order}/";

    /// <summary>Beginning of the owner's stock by location.</summary>
    public static string Sellable(string owner) => $"stock/{owner}/sellable/";

    /// <summary>The other side of the owner's stock.</summary>
    public static string Variance(string owner) => $"stock/{owner}/variance";

    /// <summary>Beginning of what decides whether units can be promised.</summary>
    public static string Promise(string owner) => $"promise/{owner}/";

    /// <summary>What the owner's stock allows to promise, claims not counted.</summary>
    public static string Level(string owner) => $"promise/{owner}/level";

    /// <summary>Claimed units that shops reported as shipped, ever.</summary>
    public static string Issued(string owner) => $"promise/{owner}/issued";

    /// <summary>Of the issued units, those whose goods issue the booked level surely contains.</summary>
    public static string Covered(string owner) => $"promise/{owner}/covered";

    /// <summary>What can still be promised: level, less claims, less issued units that are not covered.</summary>
    public static string Free(string owner) => $"promise/{owner}/free";

    /// <summary>How often a level was booked.</summary>
    public static string Revision(string owner) => $"promise/{owner}/revision";
}
