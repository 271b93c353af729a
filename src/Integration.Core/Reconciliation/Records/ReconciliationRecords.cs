namespace ErpSync.Reconciliation.Records;

/// <summary>
/// Records of both sides, all of them or one slice (<see cref="ReconciliationSession"/>). Lists left out are empty. The order of the records
/// does not decide what matches, except where two records are alike in everything and where several articles may have been swapped.
/// </summary>
public sealed record ReconciliationRecords
{
    /// <summary>Orders of the shop.</summary>
    public IReadOnlyList<OrderFacts> Orders { get; init; } = [];

    /// <summary>What shipments should have invoiced.</summary>
    public IReadOnlyList<Billable> Billables { get; init; } = [];

    /// <summary>Invoices of the ERP.</summary>
    public IReadOnlyList<BookedDocument> Invoices { get; init; } = [];

    /// <summary>Captures.</summary>
    public IReadOnlyList<CapturedPayment> Payments { get; init; } = [];

    /// <summary>Customer payments of the ERP.</summary>
    public IReadOnlyList<BookedReceipt> Receipts { get; init; } = [];

    /// <summary>Balance transactions of the gateway.</summary>
    public IReadOnlyList<GatewayTransaction> Transactions { get; init; } = [];

    /// <summary>Ledger entries of the clearing account.</summary>
    public IReadOnlyList<ClearingEntry> Clearing { get; init; } = [];

    /// <summary>Payouts of the gateway.</summary>
    public IReadOnlyList<PayoutRecord> Payouts { get; init; } = [];

    /// <summary>Lines of bank statements.</summary>
    public IReadOnlyList<BankLine> BankLines { get; init; } = [];

    /// <summary>Refunds.</summary>
    public IReadOnlyList<PaidRefund> Refunds { get; init; } = [];

    /// <summary>Credit memos of the ERP.</summary>
    public IReadOnlyList<BookedDocument> CreditMemos { get; init; } = [];

    /// <summary>Goods that came back.</summary>
    public IReadOnlyList<ReturnReceipt> ReturnReceipts { get; init; } = [];

    /// <summary>Tax that the shop charged.</summary>
    public IReadOnlyList<ShopTaxLine> TaxLines { get; init; } = [];

    /// <summary>Tax on documents of the ERP.</summary>
    public IReadOnlyList<BookedTaxLine> ErpTaxLines { get; init; } = [];

    /// <summary>Balances of the output tax account.</summary>
    public IReadOnlyList<BookedTaxLine> LedgerTax { get; init; } = [];

    /// <summary>Postings to output tax by people.</summary>
    public IReadOnlyList<ManualTaxJournal> ManualJournals { get; init; } = [];

    /// <summary>Stock as every system shows it; swapped articles are paired in this order.</summary>
    public IReadOnlyList<StockBalance> Stock { get; init; } = [];

    /// <summary>Stock movements.</summary>
    public IReadOnlyList<BookedMovement> Movements { get; init; } = [];

    /// <summary>Numbers that wait to be written to the shop.</summary>
    public IReadOnlyList<QueuedPublication> Publications { get; init; } = [];

    /// <summary>Changes of stock by others.</summary>
    public IReadOnlyList<ForeignStockWrite> ForeignWrites { get; init; } = [];

    /// <summary>Units held for order lines.</summary>
    public IReadOnlyList<OpenClaim> Claims { get; init; } = [];

    /// <summary>Order lines not shipped in full.</summary>
    public IReadOnlyList<OpenOrderLine> OpenLines { get; init; } = [];

    /// <summary>What both systems call the state of an order.</summary>
    public IReadOnlyList<OrderStatusPair> OrderStatuses { get; init; } = [];

    /// <summary>Events and their posting dates.</summary>
    public IReadOnlyList<PostedEvent> Events { get; init; } = [];

    /// <summary>Accounts to roll forward.</summary>
    public IReadOnlyList<RollForwardAccount> RollForwards { get; init; } = [];

    /// <summary>What the general ledger is expected to hold, by order and account.</summary>
    public IReadOnlyList<ExpectedLedgerAmount> ExpectedLedger { get; init; } = [];

    /// <summary>What the general ledger holds.</summary>
    public IReadOnlyList<BookedLedgerAmount> BookedLedger { get; init; } = [];

    /// <summary>What of the orders could not be taken into the expected journal, and why.</summary>
    public IReadOnlyList<UnbookedFact> Unbooked { get; init; } = [];
}
