namespace ErpSync.Finance.Accounts;

/// <summary>Keys that account rules may state, most significant first.</summary>
public static class AccountKeys
{
    /// <summary>All keys in the order in which specificity is compared.</summary>
    public static IReadOnlyList<string> InOrder { get; } =
        ["taxCode", "taxJurisdiction", "gateway", "productGroup", "channel", "country", "region", "customerGroup", "currency", "docType", "direction"];

    internal const string Country = "country";

    internal const string Region = "region";
}
