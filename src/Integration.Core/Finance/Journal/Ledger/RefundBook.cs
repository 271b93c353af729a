namespace ErpSync.Finance.Journal.Ledger;

/// <summary>One refund: what was credited, the fees kept, and what was paid against the receivable.</summary>
internal sealed record RefundBook(decimal Credited, decimal Fees, decimal Paid)
{
    public static RefundBook Empty { get; } = new(0m, 0m, 0m);

    public decimal Open => Math.Max(0m, Credited - Fees - Paid);

    public decimal Advanced => Math.Max(0m, Paid - (Credited - Fees));
}
