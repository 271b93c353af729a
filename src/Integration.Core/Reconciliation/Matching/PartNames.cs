namespace ErpSync.Reconciliation.Matching;

/// <summary>Names of parts that rules speak of.</summary>
internal static class PartNames
{
    public const string Tax = "tax";

    public const string CashRounding = "cashRounding";

    public const string Discount = "discount";

    public const string Fee = "fee";

    public const string Gross = "gross";
}
