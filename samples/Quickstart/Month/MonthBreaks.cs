using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Sandbox;

namespace Quickstart.Month;

/// <summary>Puts breaks of every kind into a month and writes down which.</summary>
internal sealed class MonthBreaks(MonthBooks books, int seed)
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly FaultDice _dice = new(new SandboxFaultOptions { Seed = seed + 104_729 });
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly List<PlantedBreak> _planted = [];
    private readonly List<ForeignStockWrite> _writes = [];
    private readonly List<ManualTaxJournal> _journals = [];

    public Month Plant()
    {
        for (var i = 0; i < 3; i++)
        {
            Missing(parked: null);
            Amount();
            Rounding();
            Duplicate();
        }

        Missing(parked: BreakSubclasses.UnmappedAccount);
        Levy();
        Fee();
        Bank();
        DeliveredTwice();
        ChargedTwice();
        Person();
        var stock = Stock();
        ManualTax();
        Late();
        TaxOfMissing();
        return new Month(Records(stock), _planted);
    }

    private void Missing(string? parked)
    {
        var at = Pick();
        var billable = books.Billables[at];
        books.Invoices.RemoveAll(invoice => invoice.Id == $"I{billable.Id}");
        books.ErpTaxLines.RemoveAll(line => line.Document == billable.Id);
        if (parked is not null)
        {
            books.Billables[at] = billable with { Flow = new FlowProgress(ParkedCode: parked) };
        }

        Say(parked is null ? "missing invoice" : "mapping gap", ReconciliationSection.OrderInvoice, billable.Id, parked is null ? BreakClass.Missing : BreakClass.Mapping, parked ?? BreakSubclasses.NotPosted);
    }

    private void Amount() => Change("amount", "goods", 5.00m, BreakClass.Amount, BreakSubclasses.LineDiff);

    private void Rounding() => Change("rounding", "tax", 0.01m, BreakClass.Rounding, BreakSubclasses.TaxLineRounding);

    private void Change(string kind, string part, decimal by, BreakClass found, string subclass)
    {
        var billable = books.Billables[Pick()];
        var at = books.Invoices.FindIndex(invoice => invoice.Id == $"I{billable.Id}");
        var invoice = books.Invoices[at];
        // It names its shipment: an amount alone would not bring them together any more.
        books.Invoices[at] = invoice with
        {
            Links = [billable.Id],
            Total = invoice.Total + by,
            Parts = invoice.Parts!.ToDictionary(item => item.Key, item => item.Value + (item.Key == part ? by : 0m), StringComparer.Ordinal),
        };
        Say(kind, ReconciliationSection.OrderInvoice, billable.Id, found, subclass);
    }

    private void Duplicate()
    {
        var billable = books.Billables[Pick()];
        var invoice = books.Invoices.Find(item => item.Id == $"I{billable.Id}")!;
        books.Invoices.Add(invoice with { Id = invoice.Id + "-2", PostedOn = invoice.PostedOn.AddDays(1) });
        Say("duplicate invoice", ReconciliationSection.OrderInvoice, invoice.Id + "-2", BreakClass.Duplicate, BreakSubclasses.DoubleDocument);
    }

    private void Levy()
    {
        var transaction = new GatewayTransaction { Id = "LEVY", PayoutId = "po03", Type = "platform_levy", At = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero), Currency = MonthWriter.Euro, Gross = -1.25m };
        books.Transactions.Add(transaction);
        Payout("po03", transaction.Net);
        Say("unknown kind of transaction", ReconciliationSection.Transactions, transaction.Id, BreakClass.Mapping, BreakSubclasses.UnmappedAccount);
    }

    private void Fee()
    {
        var at = books.Clearing.FindIndex(static entry => entry.Part == ClearingPart.Fee && entry.PostedOn == new DateOnly(2026, 1, 8));
        books.Clearing[at] = books.Clearing[at] with { Amount = books.Clearing[at].Amount + 0.20m };
        Say("fee", ReconciliationSection.Transactions, books.Clearing[at].Links[0], BreakClass.Amount, BreakSubclasses.FeeDiff);
        Say("clearing account", ReconciliationSection.RollForward, "GatewayClearing", BreakClass.Integrity, BreakSubclasses.BrokenRollForward);
    }

    private void Bank()
    {
        var at = books.BankLines.FindIndex(static line => line.Id == "bank-po05");
        books.BankLines[at] = books.BankLines[at] with { Amount = books.BankLines[at].Amount - 2.00m };
        Say("bank took a charge", ReconciliationSection.Bank, "po05", BreakClass.Amount, BreakSubclasses.LineDiff);
        books.BankLines.Add(new BankLine { Id = "bank-unknown", On = new(2026, 1, 19), Currency = MonthWriter.Euro, Amount = 13.37m });
        Say("money nobody knows", ReconciliationSection.Bank, "bank-unknown", BreakClass.Unexplained, BreakSubclasses.None);
    }

    private void DeliveredTwice()
    {
        var payment = books.Payments[_dice.Next(0, books.Payments.Count)];
        books.Payments.Add(payment);
        Say("payment delivered twice", ReconciliationSection.PaymentReceipt, payment.Id, BreakClass.Duplicate, BreakSubclasses.DoubleDelivery);
    }

    private void ChargedTwice()
    {
        var refunded = books.Refunds.Select(static refund => refund.OrderNumber).ToHashSet(StringComparer.Ordinal);
        var payment = books.Payments.Skip(_dice.Next(0, books.Payments.Count / 2)).First(payment => !refunded.Contains(payment.OrderNumber));
        var second = payment with { Id = payment.Id + "b", At = payment.At.AddMinutes(1) };
        books.Payments.Add(second);
        books.Receipts.Add(new BookedReceipt { Id = $"B{second.Id}", Links = [second.Id], OrderNumber = second.OrderNumber, PostedOn = DateOnly.FromDateTime(second.At.UtcDateTime), Currency = MonthWriter.Euro, Amount = second.Amount });
        Say("customer charged twice", ReconciliationSection.OrderPayment, second.OrderNumber, BreakClass.Duplicate, BreakSubclasses.DoubleCharge);
    }

    private void Person()
    {
        books.Invoices.Add(new BookedDocument { Id = "I-MANUAL", OrderNumber = "9901", PostedOn = new(2026, 1, 16), Currency = MonthWriter.Euro, Total = 77.70m, CreatedBy = "kim" });
        Say("invoice by a person", ReconciliationSection.OrderInvoice, "I-MANUAL", BreakClass.Override, BreakSubclasses.ManualJournal);
    }

    private List<StockBalance> Stock()
    {
        var stock = books.Stock();
        stock[3] = stock[3] with { Shop = stock[3].Shop + 6m, PublishedAt = Noon.AddHours(-3) };
        _writes.Add(new ForeignStockWrite { Id = "FW-1", System = StockSystem.Shop, Sku = stock[3].Sku, Location = stock[3].Location, From = stock[3].Wms, To = stock[3].Shop!.Value, At = Noon, Actor = "pat" });
        Say("stock changed in the shop", ReconciliationSection.StockShop, stock[3].Key, BreakClass.Override, BreakSubclasses.StockOverride);
        stock[7] = stock[7] with { Erp = stock[7].Erp - 3m };
        Say("stock nobody can explain", ReconciliationSection.StockErp, stock[7].Key, BreakClass.Unexplained, BreakSubclasses.None);
        return stock;
    }

    private void ManualTax()
    {
        _journals.Add(new ManualTaxJournal("MJ-1", "FR", "STD", 10m, "kim"));
        Say("tax journal by a person", ReconciliationSection.TaxLedger, "FR|STD", BreakClass.Override, BreakSubclasses.ManualJournal);
    }

    private void Late()
    {
        books.Events.Add(new PostedEvent { Id = "LATE-1", Kind = "CreditMemo", On = new(2026, 1, 30), RecordedAt = new(2026, 2, 5, 17, 30, 0, TimeSpan.Zero), PostedOn = new(2026, 2, 5), Amount = 54m, Currency = MonthWriter.Euro });
        Say("known after the close", ReconciliationSection.CutOff, "LATE-1", BreakClass.Timing, BreakSubclasses.LateEvent);
    }

    private void TaxOfMissing()
    {
        var booked = books.ErpTaxLines.Select(static line => line.Document).ToHashSet(StringComparer.Ordinal);
        foreach (var key in books.TaxLines.Where(line => !booked.Contains(line.Document)).Select(static line => $"{line.Jurisdiction}|{line.Code}").Distinct())
        {
            Say("tax of missing invoices", ReconciliationSection.Tax, key, BreakClass.Missing, BreakSubclasses.NotPosted);
        }
    }

    private void Payout(string id, decimal by)
    {
        var payout = books.Payouts.FindIndex(item => item.Id == id);
        books.Payouts[payout] = books.Payouts[payout] with { Amount = books.Payouts[payout].Amount + by };
        var line = books.BankLines.FindIndex(item => item.Id == $"bank-{id}");
        books.BankLines[line] = books.BankLines[line] with { Amount = books.BankLines[line].Amount + by };
    }

    /// <summary>A shipment of January that nothing was planted on; its order has no other one, so that a sum cannot stand in for it.</summary>
    private int Pick()
    {
        while (true)
        {
            var at = _dice.Next(0, books.Billables.Count);
            var billable = books.Billables[at];
            if (billable.ShippedOn <= Month.LastDay && billable.Total >= 20m && billable.Id.EndsWith("/S1", StringComparison.Ordinal) && !books.Billables.Exists(item => item.Id == $"{billable.OrderNumber}/S2") && _touched.Add(billable.Id))
            {
                return at;
            }
        }
    }

    private void Say(string kind, ReconciliationSection section, string key, BreakClass found, string subclass) => _planted.Add(new PlantedBreak(kind, section, key, found, subclass));

    private ReconciliationRecords Records(List<StockBalance> stock) => new()
    {
        Orders = books.Orders,
        Billables = books.Billables,
        Invoices = books.Invoices,
        Payments = books.Payments,
        Receipts = books.Receipts,
        Transactions = books.Transactions,
        Clearing = books.Clearing,
        Payouts = books.Payouts,
        BankLines = books.BankLines,
        Refunds = books.Refunds,
        CreditMemos = books.CreditMemos,
        ReturnReceipts = books.ReturnReceipts,
        TaxLines = books.TaxLines,
        ErpTaxLines = books.ErpTaxLines,
        LedgerTax = [.. books.ErpTaxLines.GroupBy(static line => (line.Jurisdiction, line.Code)).Select(group => new BookedTaxLine
        {
            Jurisdiction = group.Key.Jurisdiction, Code = group.Key.Code,
            Amount = group.Sum(static line => line.Amount) + _journals.Where(journal => journal.Jurisdiction == group.Key.Jurisdiction && journal.Code == group.Key.Code).Sum(static journal => journal.Amount),
        })],
        ManualJournals = _journals,
        Stock = stock,
        ForeignWrites = _writes,
        Events = books.Events,
        RollForwards = [MonthPayouts.ClearingAccount(books), books.Prepayments()],
    };
}
