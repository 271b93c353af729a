namespace ErpSync.Finance.Policies;

/// <summary>Whose tax amounts the books carry.</summary>
public enum TaxPosting
{
    /// <summary>Those charged. Default.</summary>
    Override,

    /// <summary>Those the ERP computes; the provable difference goes to the rounding account.</summary>
    ErpComputed,
}
