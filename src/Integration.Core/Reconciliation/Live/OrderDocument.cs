using ErpSync.Model;

namespace ErpSync.Reconciliation.Live;

/// <summary>A document of the ERP that belongs to an order, with its entries in the ledger.</summary>
internal sealed record OrderDocument
{
    public required string Number { get; init; }

    /// <summary>What it names of the order: empty, or <c>R</c> and the refund's id.</summary>
    public required string Part { get; init; }

    /// <summary>Payment that it books; null for invoices and credit memos.</summary>
    public string? Payment { get; init; }

    /// <summary>Entries since the start of the period, later ones included.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; init; } = [];

    /// <summary>Sums before the period by account, of accounts that are rolled forward.</summary>
    public IReadOnlyList<KeyValuePair<string, decimal>> Earlier { get; init; } = [];

    /// <summary>Its taxes, when it was posted since the start of the period and the ERP tells them.</summary>
    public PostedDocument? Posted { get; init; }

    /// <summary>Whether it is a credit memo, whose amounts count negative.</summary>
    public bool IsCredit { get; init; }

    /// <summary>What it moved on an account before the period; zero when nothing or the account is not rolled forward.</summary>
    public decimal EarlierOn(string account) => Earlier.FirstOrDefault(sum => sum.Key == account).Value;

    /// <summary>The refund it credits; null for every other document.</summary>
    public string? Refund => Part.StartsWith('R') ? Part[1..] : null;
}
