namespace ErpSync.Reconciliation.Records;

/// <summary>Whether money moved.</summary>
public enum SettlementStatus
{
    /// <summary>It moved.</summary>
    Success,

    /// <summary>It is under way.</summary>
    Pending,

    /// <summary>It did not move; the record expects nothing.</summary>
    Failed,
}
