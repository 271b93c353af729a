using ErpSync.Finance.Accounts;

namespace ErpSync.Reconciliation.Records;

/// <summary>What the general ledger is expected to hold for one order on one account.</summary>
public sealed record ExpectedLedgerAmount
{
    /// <summary>Order number.</summary>
    public required string Order { get; init; }

    /// <summary>Account number; several roles may share one.</summary>
    public required string Account { get; init; }

    /// <summary>Roles behind it.</summary>
    public IReadOnlyList<AccountRole> Roles { get; init; } = [];

    /// <summary>Amount in the currency of the books, debit positive.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Latest posting date behind it.</summary>
    public required DateOnly On { get; init; }

    /// <summary>How many roundings are behind all documents of the order: the ERP may round each of them its own way.</summary>
    public int Roundings { get; init; }

    /// <summary>Documents behind it; the cap on roundings counts for each.</summary>
    public int Documents { get; init; } = 1;
}
