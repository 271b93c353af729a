using ErpSync.Reconciliation.Matching;
using ErpSync.Reconciliation.Records;

namespace ErpSync.Reconciliation.Sections;

/// <summary>The two sides of each section that pairs records.</summary>
internal sealed class Candidates(ReconciliationSection section, RunContext context)
{
    public IEnumerable<Candidate> Sources(ReconciliationRecords records) => section switch
    {
        ReconciliationSection.OrderInvoice => records.Billables.Select(From),
        ReconciliationSection.PaymentReceipt => records.Payments.Where(static item => item.Status != SettlementStatus.Failed).Select(From),
        ReconciliationSection.Transactions => records.Transactions.Select(From),
        ReconciliationSection.Bank => records.Payouts.Where(static item => item.Status != SettlementStatus.Failed).Select(From),
        ReconciliationSection.RefundDocument => records.Refunds.Where(static item => item.Status != SettlementStatus.Failed).Select(From),
        ReconciliationSection.RefundGoods => records.Refunds.Where(static item => item.Status != SettlementStatus.Failed && item.GoodsQuantity > 0m).Select(FromGoods),
        _ => throw new ArgumentOutOfRangeException(nameof(records), section, "This section does not pair records."),
    };

    public IEnumerable<Candidate> Targets(ReconciliationRecords records) => section switch
    {
        ReconciliationSection.OrderInvoice => records.Invoices.Select(From),
        ReconciliationSection.PaymentReceipt => records.Receipts.Select(From),
        ReconciliationSection.Transactions => records.Clearing.Select(From),
        ReconciliationSection.Bank => records.BankLines.Select(From),
        ReconciliationSection.RefundDocument => records.CreditMemos.Select(From),
        ReconciliationSection.RefundGoods => records.ReturnReceipts.Select(From),
        _ => throw new ArgumentOutOfRangeException(nameof(records), section, "This section does not pair records."),
    };

    private Candidate From(Billable item) => new()
    {
        Id = item.Id,
        Reference = item.OrderNumber,
        Date = item.ShippedOn,
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Total,
        Parts = item.Parts,
        Roundings = item.Roundings,
        Flow = item.Flow,
        IsUnshipped = item.ShippedOn is not { } shipped || shipped > context.Today,
    };

    private Candidate From(CapturedPayment item) => new()
    {
        Id = item.Id,
        Reference = item.OrderNumber,
        Date = context.LocalDate(item.At),
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Amount,
        FunctionalAmount = item.FunctionalAmount,
        Rate = item.Rate,
        IsPending = item.Status == SettlementStatus.Pending,
    };

    private Candidate From(GatewayTransaction item) => new()
    {
        Id = item.Id,
        Date = context.LocalDate(item.At),
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Net,
        Parts = new Dictionary<string, decimal>(StringComparer.Ordinal) { [PartNames.Gross] = item.Gross, [PartNames.Fee] = -item.Fee },
        IsUnmapped = !context.Settings.MappedTypes.Contains(item.Type),
    };

    private static Candidate From(PayoutRecord item) => new()
    {
        Id = item.Id,
        Reference = item.Reference,
        Date = item.On,
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Amount,
        IsPending = item.Status == SettlementStatus.Pending,
    };

    private Candidate From(PaidRefund item) => new()
    {
        Id = item.Id,
        Reference = item.OrderNumber,
        Date = context.LocalDate(item.At),
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Amount,
        Parts = item.Parts,
        Roundings = item.Roundings,
        FunctionalAmount = item.FunctionalAmount,
        Rate = item.Rate,
        Flow = item.Flow,
        IsPending = item.Status == SettlementStatus.Pending,
    };

    private Candidate FromGoods(PaidRefund item) => new()
    {
        Id = item.Id,
        Reference = item.OrderNumber,
        Date = context.LocalDate(item.At),
        Unit = BalanceUnit.Quantity,
        Amount = item.GoodsQuantity,
    };

    private static Candidate From(BookedDocument item) => new()
    {
        Id = item.Id,
        Links = item.Links,
        Reference = item.OrderNumber,
        Date = item.PostedOn,
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Total,
        Parts = item.Parts,
        Roundings = item.Roundings,
        ContentHash = item.ContentHash,
        IdempotencyKey = item.IdempotencyKey,
        CreatedBy = item.CreatedBy,
        EditedBy = item.EditedBy,
        PostedAt = item.PostedAt,
    };

    private static Candidate From(BookedReceipt item) => new()
    {
        Id = item.Id,
        Links = item.Links,
        Reference = item.OrderNumber,
        Date = item.PostedOn,
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Amount,
        FunctionalAmount = item.FunctionalAmount,
        Rate = item.Rate,
    };

    private static Candidate From(ClearingEntry item) => new()
    {
        Id = item.Id,
        Links = item.Links,
        Reference = item.Reference,
        Date = item.PostedOn,
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Amount,
        Parts = new Dictionary<string, decimal>(StringComparer.Ordinal) { [item.Part == ClearingPart.Fee ? PartNames.Fee : PartNames.Gross] = item.Amount },
    };

    private static Candidate From(BankLine item) => new()
    {
        Id = item.Id,
        Links = item.Links,
        Reference = item.Reference,
        Date = item.On,
        Unit = BalanceUnit.Of(item.Currency),
        Amount = item.Amount,
    };

    private static Candidate From(ReturnReceipt item) => new()
    {
        Id = item.Id,
        Links = item.Links,
        Reference = item.OrderNumber,
        Date = item.On,
        Unit = BalanceUnit.Quantity,
        Amount = item.Quantity,
    };
}
