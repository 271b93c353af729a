namespace ErpSync.Finance.Policies;

/// <summary>What a tip is in the books.</summary>
public enum TipTreatment
{
    /// <summary>Owed to staff. Default.</summary>
    Payable,

    /// <summary>Income of the company.</summary>
    Income,
}
