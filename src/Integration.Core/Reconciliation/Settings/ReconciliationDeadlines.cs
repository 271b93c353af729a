namespace ErpSync.Reconciliation.Settings;

/// <summary>Deadlines, met when the age is not above them. Days are calendar days in the zone of the run; times are exact.</summary>
public sealed record ReconciliationDeadlines
{
    /// <summary>Shipment to invoice, days. Default 2.</summary>
    public int Invoice { get; init; } = 2;

    /// <summary>Capture to receipt, days. Default 2.</summary>
    public int Receipt { get; init; } = 2;

    /// <summary>Gateway transaction to clearing entry, days. Default 2.</summary>
    public int Clearing { get; init; } = 2;

    /// <summary>Payout to bank line, days. Default 3.</summary>
    public int Bank { get; init; } = 3;

    /// <summary>Gateway transaction to payout, days. Default 7.</summary>
    public int Payout { get; init; } = 7;

    /// <summary>Refund to credit memo, days. Default 3.</summary>
    public int CreditMemo { get; init; } = 3;

    /// <summary>Credit memo to refunded money, days. Default 5.</summary>
    public int RefundCash { get; init; } = 5;

    /// <summary>Refund to goods back, days. Default 14.</summary>
    public int Goods { get; init; } = 14;

    /// <summary>Goods back to refund, days. Default 5.</summary>
    public int RefundAfterReceipt { get; init; } = 5;

    /// <summary>How long money may be pending, days. Default 7.</summary>
    public int Pending { get; init; } = 7;

    /// <summary>Movement in one system to the same movement in the other. Default 240 minutes.</summary>
    public TimeSpan StockPosting { get; init; } = TimeSpan.FromMinutes(240);

    /// <summary>Queued number to number written. Default 30 minutes.</summary>
    public TimeSpan Publish { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How old a snapshot of the shop may be. Default 60 minutes.</summary>
    public TimeSpan Snapshot { get; init; } = TimeSpan.FromMinutes(60);
}
