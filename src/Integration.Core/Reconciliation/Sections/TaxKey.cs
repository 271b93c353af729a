namespace ErpSync.Reconciliation.Sections;

/// <summary>Sums of one jurisdiction and code.</summary>
internal sealed class TaxKey(string jurisdiction, string code)
{
    public string Key { get; } = $"{jurisdiction}|{code}";

    public string Jurisdiction => jurisdiction;

    public string Code => code;

    public decimal Expected { get; set; }

    public decimal Found { get; set; }

    public decimal Difference => Found - Expected;

    public int ExpectedLines { get; set; }

    public int FoundLines { get; set; }

    public bool HasBoth { get; set; }

    /// <summary>Lines of the seller that the marketplace should file.</summary>
    public TaxDocuments SellerInFacilitatorScope { get; } = new();

    /// <summary>Lines that the marketplace files.</summary>
    public TaxDocuments Facilitated { get; } = new();

    /// <summary>Lines of the seller whose document the ERP does not have under this key.</summary>
    public TaxDocuments OnlyInShop { get; } = new();

    /// <summary>Lines of the ERP whose document the shop does not have under this key.</summary>
    public TaxDocuments OnlyInErp { get; } = new();

    public static int Compare(TaxKey left, TaxKey right) => string.CompareOrdinal(left.Key, right.Key);
}
