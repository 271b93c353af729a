using System.Globalization;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;

namespace Benchmarks.Reconciliation;

/// <summary>A month of orders, slice by slice: one payment, one or two parcels, five refunds in a hundred orders, a difference in every five hundredth.</summary>
internal static class ReconcileTraffic
{
    private const int SliceSize = 1_000;

    private static readonly Currency Euro = Currency.FromCode("EUR");

    public static ReconciliationScope Scope { get; } = new()
    {
        Company = "BENCH",
        BookCurrency = Euro,
        Period = "2026-01",
        PeriodStart = new(2026, 1, 1),
        PeriodEnd = new(2026, 1, 31),
        AsOf = new(2026, 2, 5, 18, 0, 0, TimeSpan.Zero),
    };

    public static IEnumerable<ReconciliationRecords> Slices(int orders)
    {
        for (var first = 0; first < orders; first += SliceSize)
        {
            yield return Slice(first, Math.Min(SliceSize, orders - first), orders);
        }
    }

    /// <summary>Breaks that are in the traffic: one in five hundred orders lacks its invoice, one in five hundred has another amount.</summary>
    public static int Breaks(int orders) => Enumerable.Range(0, orders).Count(IsMissing) + Enumerable.Range(0, orders).Count(IsChanged);

    private static bool IsMissing(int order) => order % 500 == 17;

    private static bool IsChanged(int order) => order % 500 == 418;

    private static ReconciliationRecords Slice(int first, int count, int orders)
    {
        var slice = new Lists();
        for (var i = first; i < first + count; i++)
        {
            Add(slice, i, 1 + (int)((long)i * 28 / orders));
        }

        return slice.ToRecords(first / SliceSize);
    }

    private static void Add(Lists slice, int order, int day)
    {
        var number = (1_000_001 + order).ToString(CultureInfo.InvariantCulture);
        var on = new DateOnly(2026, 1, day);
        var at = new DateTimeOffset(on, new TimeOnly(10, 0), TimeSpan.Zero);
        var parcels = order % 10 == 3 ? 2 : 1;
        var total = 0m;
        for (var parcel = 1; parcel <= parcels; parcel++)
        {
            var net = 20m + (order % 977) + parcel;
            var tax = Euro.Round(net * 0.19m);
            total += net + tax;
            var id = $"{number}/S{parcel}";
            var parts = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["goods"] = net, ["tax"] = tax };
            slice.Billables.Add(new Billable { Id = id, OrderNumber = number, ShippedOn = on.AddDays(1), Currency = Euro, Total = net + tax, Parts = parts, Roundings = 1 });
            slice.TaxLines.Add(new ShopTaxLine { Document = id, Jurisdiction = "DE", Code = "STD", Base = net, Amount = tax });
            slice.ErpTaxLines.Add(new BookedTaxLine { Document = id, Jurisdiction = "DE", Code = "STD", Base = net, Amount = tax });
            slice.Events.Add(new PostedEvent { Id = id, Kind = "Shipment", On = on.AddDays(1), RecordedAt = at.AddDays(1), PostedOn = on.AddDays(1), Amount = net + tax, Currency = Euro });
            if (!(IsMissing(order) && parcel == 1))
            {
                slice.Invoices.Add(new BookedDocument
                {
                    Id = $"I{id}",
                    Links = order % 10 == 9 ? [] : [id],
                    OrderNumber = number,
                    PostedOn = on.AddDays(1),
                    Currency = Euro,
                    Total = net + tax + (IsChanged(order) ? 5m : 0m),
                    Parts = IsChanged(order) ? null : parts,
                    Roundings = 1,
                    ContentHash = id,
                });
            }
        }

        slice.Orders.Add(new OrderFacts { Number = number, Currency = Euro, Total = total, IsPaid = true });
        slice.Payments.Add(new CapturedPayment { Id = $"T{number}", OrderNumber = number, At = at, Currency = Euro, Amount = total });
        slice.Receipts.Add(new BookedReceipt { Id = $"B{number}", Links = [$"T{number}"], OrderNumber = number, PostedOn = on, Currency = Euro, Amount = total });
        slice.Gateway($"X{number}", "charge", at, total, Euro.Round(total * 0.029m));
        if (order % 20 == 11)
        {
            slice.Refunds.Add(new PaidRefund { Id = $"R{number}", OrderNumber = number, At = at.AddDays(2), Currency = Euro, Amount = 10m, GoodsQuantity = 1m });
            slice.CreditMemos.Add(new BookedDocument { Id = $"C{number}", Links = [$"R{number}"], OrderNumber = number, PostedOn = on.AddDays(2), Currency = Euro, Total = 10m });
            slice.ReturnReceipts.Add(new ReturnReceipt { Id = $"G{number}", Links = [$"R{number}"], OrderNumber = number, On = on.AddDays(2), Quantity = 1m });
            slice.Gateway($"Y{number}", "refund", at.AddDays(2), -10m, 0m);
        }
    }

    private sealed class Lists
    {
        public List<OrderFacts> Orders { get; } = [];

        public List<Billable> Billables { get; } = [];

        public List<BookedDocument> Invoices { get; } = [];

        public List<CapturedPayment> Payments { get; } = [];

        public List<BookedReceipt> Receipts { get; } = [];

        public List<GatewayTransaction> Transactions { get; } = [];

        public List<ClearingEntry> Clearing { get; } = [];

        public List<PaidRefund> Refunds { get; } = [];

        public List<BookedDocument> CreditMemos { get; } = [];

        public List<ReturnReceipt> ReturnReceipts { get; } = [];

        public List<ShopTaxLine> TaxLines { get; } = [];

        public List<BookedTaxLine> ErpTaxLines { get; } = [];

        public List<PostedEvent> Events { get; } = [];

        public void Gateway(string id, string type, DateTimeOffset at, decimal gross, decimal fee)
        {
            var on = DateOnly.FromDateTime(at.UtcDateTime);
            Transactions.Add(new GatewayTransaction { Id = id, Type = type, At = at, Currency = Euro, Gross = gross, Fee = fee });
            Clearing.Add(new ClearingEntry { Id = $"{id}-G", Links = [id], PostedOn = on, Currency = Euro, Amount = gross, Part = ClearingPart.Gross });
            Clearing.Add(new ClearingEntry { Id = $"{id}-F", Links = [id], PostedOn = on, Currency = Euro, Amount = -fee, Part = ClearingPart.Fee });
        }

        /// <summary>The slice, with one payout that carries its transactions.</summary>
        public ReconciliationRecords ToRecords(int slice)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"po{slice:00000}");
            var amount = Transactions.Sum(static item => item.Net);
            return new ReconciliationRecords
            {
                Orders = Orders,
                Billables = Billables,
                Invoices = Invoices,
                Payments = Payments,
                Receipts = Receipts,
                Transactions = [.. Transactions.Select(item => item with { PayoutId = id })],
                Clearing = Clearing,
                Payouts = [new PayoutRecord { Id = id, Reference = id, On = new(2026, 1, 30), Currency = Euro, Amount = amount }],
                BankLines = [new BankLine { Id = $"bank-{id}", Reference = id, On = new(2026, 1, 31), Currency = Euro, Amount = amount }],
                Refunds = Refunds,
                CreditMemos = CreditMemos,
                ReturnReceipts = ReturnReceipts,
                TaxLines = TaxLines,
                ErpTaxLines = ErpTaxLines,
                LedgerTax = ErpTaxLines,
                Events = Events,
            };
        }
    }
}
