using ErpSync.Model;

namespace ErpSync.Reconciliation.Records;

/// <summary>An account whose balance must follow from its opening balance and movements, and be made up by a list of open items.</summary>
public sealed record RollForwardAccount
{
    /// <summary>Name of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Currency of the amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Opening balance.</summary>
    public required decimal Opening { get; init; }

    /// <summary>Signed movements of the period.</summary>
    public IReadOnlyList<RollForwardMovement> Movements { get; init; } = [];

    /// <summary>Open items at the end of the period.</summary>
    public IReadOnlyList<RollForwardItem> List { get; init; } = [];

    /// <summary>Closing balance of the period before, or null when not known.</summary>
    public decimal? PriorClosing { get; init; }

    /// <summary>Balance of the general ledger at the end of the period, or null when not known.</summary>
    public decimal? LedgerClosing { get; init; }
}
