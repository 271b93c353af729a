using ErpSync.Reconciliation.Results;

namespace ErpSync.Reconciliation.Settings;

/// <summary>What the ownership policy asks for when somebody else wrote what the integration owns.</summary>
public sealed record OwnershipAnswers
{
    /// <summary>Documents and journals. Default <see cref="BreakAction.Quarantine"/>.</summary>
    public BreakAction Documents { get; init; } = BreakAction.Quarantine;

    /// <summary>Stock in the ERP. Default <see cref="BreakAction.Quarantine"/>.</summary>
    public BreakAction StockErp { get; init; } = BreakAction.Quarantine;

    /// <summary>Stock in the shop. Default <see cref="BreakAction.Revert"/>.</summary>
    public BreakAction StockShop { get; init; } = BreakAction.Revert;
}
