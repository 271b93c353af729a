using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Reconciliation.Records;

namespace Quickstart.Month;

/// <summary>
/// Both sides of the month. What the shop, the gateway and the warehouse say follows from the events; what the ERP, its ledger and the bank hold follows from the expected
/// journal, as it would after every document was posted.
/// </summary>
internal sealed class MonthBooks
{
    private static readonly DateOnly LastDay = new(2026, 1, 31);
    private readonly ExpectedJournal _journal;
    private readonly Dictionary<string, decimal> _stock = new(StringComparer.Ordinal);

    public MonthBooks(IReadOnlyList<MonthOrder> orders)
    {
        _journal = new ExpectedJournal(new FinanceSetup { CompanyId = "ACME", FunctionalCurrency = MonthWriter.Euro }, orders.Select(static order => order.Order));
        foreach (var (order, happened) in orders.SelectMany(static order => order.Events.Select(happened => (order.Order, happened))).OrderBy(static item => item.happened.At).ThenBy(static item => item.happened.Id, StringComparer.Ordinal))
        {
            foreach (var line in order.Lines.Where(static line => line.Sku is not null))
            {
                _stock.TryAdd(line.Sku!, 5_000m);
            }

            Take(order, happened);
        }

        Orders.AddRange(orders.Select(static order => new OrderFacts { Number = order.Order.Id, Currency = MonthWriter.Euro, Total = order.Order.Total, IsPaid = true }));
    }

    public List<OrderFacts> Orders { get; } = [];

    public List<Billable> Billables { get; } = [];

    public List<BookedDocument> Invoices { get; } = [];

    public List<CapturedPayment> Payments { get; } = [];

    public List<BookedReceipt> Receipts { get; } = [];

    public List<GatewayTransaction> Transactions { get; } = [];

    public List<ClearingEntry> Clearing { get; } = [];

    public List<PayoutRecord> Payouts { get; } = [];

    public List<BankLine> BankLines { get; } = [];

    public List<PaidRefund> Refunds { get; } = [];

    public List<BookedDocument> CreditMemos { get; } = [];

    public List<ReturnReceipt> ReturnReceipts { get; } = [];

    public List<ShopTaxLine> TaxLines { get; } = [];

    public List<BookedTaxLine> ErpTaxLines { get; } = [];

    public List<PostedEvent> Events { get; } = [];

    public List<StockBalance> Stock() => [.. _stock.OrderBy(static cell => cell.Key, StringComparer.Ordinal).Select(static cell => new StockBalance { Sku = cell.Key, Location = "MAIN", Wms = cell.Value, Erp = cell.Value, Shop = cell.Value })];

    /// <summary>Prepayments of customers, rolled forward from the expected journal.</summary>
    public RollForwardAccount Prepayments()
    {
        var lines = _journal.Journals.Where(static entry => entry.PostingDate <= LastDay)
            .SelectMany(static entry => entry.Lines.Select(line => (entry.Doc, Line: line))).Where(static item => item.Line.Role == AccountRole.ContractLiability).ToList();
        return new RollForwardAccount
        {
            Account = nameof(AccountRole.ContractLiability),
            Currency = MonthWriter.Euro,
            Opening = 0m,
            PriorClosing = 0m,
            LedgerClosing = -lines.Sum(static item => item.Line.Amount),
            Movements = [.. lines.GroupBy(static item => item.Doc).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => new RollForwardMovement(group.Key, -group.Sum(static item => item.Line.Amount)))],
            List = [.. lines.GroupBy(static item => item.Line.Dimensions.Order!).Select(static group => new RollForwardItem(group.Key, -group.Sum(static item => item.Line.Amount))).Where(static item => item.Amount != 0m).OrderBy(static item => item.Key, StringComparer.Ordinal)],
        };
    }

    private void Take(ErpSync.Finance.Orders.FinanceOrder order, FinanceEvent happened)
    {
        var result = Expect(_journal.Apply(happened));
        var date = DateOnly.FromDateTime(happened.At.UtcDateTime);
        switch (happened)
        {
            case FinanceEvent.Captured captured:
                Capture(order.Id, captured, date);
                break;
            case FinanceEvent.Shipped shipped:
                Move(order, shipped.Lines.Select(static part => (part.Line, -part.Quantity)));
                Invoice(order.Id, happened, result.Journals.Single(static entry => entry.Doc == "Invoice"));
                break;
            case FinanceEvent.Refunded refunded:
                Credit(order.Id, refunded, result.Journals.Single(static entry => entry.Doc == "CreditMemo"));
                break;
            case FinanceEvent.ReturnReceived received:
                Move(order, received.Lines.Select(static part => (part.Line, part.Quantity)));
                ReturnReceipts.Add(new ReturnReceipt { Id = happened.Id, Links = [$"R{order.Id}"], OrderNumber = order.Id, On = date, Quantity = 1m });
                break;
            default:
                break;
        }
    }

    private static JournalResult Expect(JournalResult result) =>
        result.Exceptions.Count == 0 ? result : throw new InvalidOperationException($"The month does not hold together: {string.Join(' ', result.Exceptions)}.");

    private void Capture(string order, FinanceEvent.Captured captured, DateOnly date)
    {
        Payments.Add(new CapturedPayment { Id = captured.Id, OrderNumber = order, At = captured.At, Currency = MonthWriter.Euro, Amount = captured.Amount });
        Receipts.Add(new BookedReceipt { Id = $"B{order}", Links = [captured.Id], OrderNumber = order, PostedOn = date, Currency = MonthWriter.Euro, Amount = captured.Amount });
        Gateway($"X{order}", "charge", captured.At, captured.Amount, MonthWriter.Euro.Round((captured.Amount * 0.029m) + 0.30m));
    }

    private void Gateway(string id, string type, DateTimeOffset at, decimal gross, decimal fee)
    {
        var date = DateOnly.FromDateTime(at.UtcDateTime);
        Transactions.Add(new GatewayTransaction { Id = id, PayoutId = MonthPayouts.IdFor(date), Type = type, At = at, Currency = MonthWriter.Euro, Gross = gross, Fee = fee });
        Clearing.Add(new ClearingEntry { Id = $"{id}-G", Links = [id], PostedOn = date, Currency = MonthWriter.Euro, Amount = gross, Part = ClearingPart.Gross });
        if (fee != 0m)
        {
            Clearing.Add(new ClearingEntry { Id = $"{id}-F", Links = [id], PostedOn = date, Currency = MonthWriter.Euro, Amount = -fee, Part = ClearingPart.Fee });
        }
    }

    private void Invoice(string order, FinanceEvent happened, JournalEntry journal)
    {
        var parts = Parts(journal, 1m);
        var total = parts.Values.Sum();
        Billables.Add(new Billable { Id = happened.Id, OrderNumber = order, ShippedOn = journal.DocumentDate, Currency = MonthWriter.Euro, Total = total, Parts = parts, Roundings = journal.TaxEntries.Count });
        // Every tenth invoice names no shipment: its order number and amount must do.
        Invoices.Add(new BookedDocument
        {
            Id = $"I{happened.Id}",
            Links = Invoices.Count % 10 == 9 ? [] : [happened.Id],
            OrderNumber = order,
            PostedOn = journal.PostingDate,
            Currency = MonthWriter.Euro,
            Total = total,
            Parts = parts,
            Roundings = journal.TaxEntries.Count,
            ContentHash = $"h{happened.Id}",
        });
        Tax(happened.Id, journal);
        Events.Add(new PostedEvent { Id = happened.Id, Kind = "Shipment", On = journal.DocumentDate, RecordedAt = happened.At, PostedOn = journal.PostingDate, Amount = total, Currency = MonthWriter.Euro });
    }

    private void Credit(string order, FinanceEvent.Refunded refunded, JournalEntry journal)
    {
        var parts = Parts(journal, -1m);
        var total = parts.Values.Sum();
        Refunds.Add(new PaidRefund { Id = refunded.Refund, OrderNumber = order, At = refunded.At, Currency = MonthWriter.Euro, Amount = total, Parts = parts, Roundings = 1, GoodsQuantity = 1m });
        CreditMemos.Add(new BookedDocument { Id = $"C{order}", Links = [refunded.Refund], OrderNumber = order, PostedOn = journal.PostingDate, Currency = MonthWriter.Euro, Total = total, Parts = parts, Roundings = 1, ContentHash = $"hC{order}" });
        Tax(refunded.Refund, journal);
        var paid = refunded.At.AddMinutes(10);
        Gateway($"Y{order}", "refund", paid, -total, 0m);
        Expect(_journal.Apply(new FinanceEvent.RefundPaid(refunded.Refund, total, $"T{order}", null, null, true) { Id = $"P{order}", At = paid, Order = order }));
    }

    private void Tax(string document, JournalEntry journal)
    {
        foreach (var tax in journal.TaxEntries)
        {
            TaxLines.Add(new ShopTaxLine { Document = document, Jurisdiction = tax.Jurisdiction, Code = tax.TaxCode, Base = tax.Base, Amount = tax.Amount, Channel = "web" });
            ErpTaxLines.Add(new BookedTaxLine { Document = document, Jurisdiction = tax.Jurisdiction, Code = tax.TaxCode, Base = tax.Base, Amount = tax.Amount });
        }
    }

    private void Move(ErpSync.Finance.Orders.FinanceOrder order, IEnumerable<(string Line, decimal Quantity)> parts)
    {
        foreach (var (line, quantity) in parts)
        {
            _stock[order.Lines.Single(item => item.Id == line).Sku!] += quantity;
        }
    }

    private static Dictionary<string, decimal> Parts(JournalEntry journal, decimal sign)
    {
        decimal Sum(params AccountRole[] roles) => -sign * journal.Lines.Where(line => roles.Contains(line.Role)).Sum(static line => line.Amount);
        return new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            ["goods"] = Sum(AccountRole.Sales, AccountRole.SalesDiscounts, AccountRole.SalesReturns),
            ["shipping"] = Sum(AccountRole.ShippingIncome),
            ["tax"] = Sum(AccountRole.OutputTax),
        };
    }
}
