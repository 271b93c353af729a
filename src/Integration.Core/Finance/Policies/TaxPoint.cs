namespace ErpSync.Finance.Policies;

/// <summary>When tax is owed.</summary>
public enum TaxPoint
{
    /// <summary>On delivery. Default.</summary>
    Supply,

    /// <summary>On payment when that is earlier.</summary>
    EarliestOfPaymentOrSupply,
}
