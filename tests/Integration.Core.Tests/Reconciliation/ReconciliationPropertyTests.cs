using System.Text.Json;
using CsCheck;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using static ErpSync.Core.Tests.Reconciliation.January;

namespace ErpSync.Core.Tests.Reconciliation;

public sealed class ReconciliationPropertyTests
{
    private static readonly ReconciliationSection[] Sections =
    [
        ReconciliationSection.OrderInvoice, ReconciliationSection.PaymentReceipt, ReconciliationSection.OrderPayment, ReconciliationSection.RefundDocument, ReconciliationSection.RefundGoods,
        ReconciliationSection.Tax, ReconciliationSection.TaxLedger, ReconciliationSection.Bank, ReconciliationSection.RollForward,
    ];

    private static readonly Gen<ReconciliationRecords> AnyOrder = Gen.Select(
        Gen.Int[0, 7], Gen.Int[1, 30], Gen.Int[1, 4],
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 6], Gen.Int[0, 2], Gen.Int[-2, 3]).Array[0, 4],
        static (number, day, cents, documents) => Order($"{number}", day, cents, documents));

    private static readonly Gen<ReconciliationRecords[]> AnyOrders = AnyOrder.Array[1, 8].Select(static orders => orders.Select(WithOwnIds).ToArray());

    [Fact]
    public void Differences_of_breaks_add_up_to_the_difference_of_totals() => AnyOrders.Sample(static orders =>
    {
        var report = Reconciler.Run(Scope, Merge(orders), Sections);
        foreach (var total in report.Totals)
        {
            report.Breaks.Where(item => item.Section == total.Section && item.Unit == total.Unit).Sum(static item => item.Difference)
                .Should().Be(total.Difference, "nothing is lost in {0}", total.Section);
        }

        report.Kpis.Items.Should().BeGreaterThanOrEqualTo(report.Matches.Count);
    });

    [Fact]
    public void Slices_by_order_give_the_report_of_one_slice() => AnyOrders.Sample(static orders =>
    {
        var byNumber = orders.GroupBy(static order => order.Orders[0].Number).Select(static group => Merge([.. group])).ToList();
        var session = new ReconciliationSession(Scope, Sections);
        byNumber.ForEach(session.Add);
        Text(session.Complete()).Should().Be(Text(Reconciler.Run(Scope, Merge([.. byNumber]), Sections)));
    });

    [Fact]
    public void The_order_of_records_does_not_matter() => Gen.Select(AnyOrders, Gen.Int[0, 9_999]).Sample(static (orders, seed) =>
    {
        var merged = Merge(orders.DistinctBy(static order => order.Orders[0].Number).ToArray());
        var shuffled = merged with
        {
            Billables = Shuffle(merged.Billables, seed),
            Invoices = Shuffle(merged.Invoices, seed + 1),
            Payments = Shuffle(merged.Payments, seed + 2),
            Receipts = Shuffle(merged.Receipts, seed + 3),
            Refunds = Shuffle(merged.Refunds, seed + 4),
            CreditMemos = Shuffle(merged.CreditMemos, seed + 5),
            TaxLines = Shuffle(merged.TaxLines, seed + 6),
        };
        Text(Reconciler.Run(Scope, shuffled, Sections)).Should().Be(Text(Reconciler.Run(Scope, merged, Sections)));
    });

    [Fact]
    public void Matches_may_go_to_a_sink_and_a_complete_run_takes_no_more()
    {
        var sink = new Sink();
        var session = new ReconciliationSession(Scope, [ReconciliationSection.OrderInvoice], null, sink);
        session.Add(new() { Billables = [Billable("1/A", 5, 10m)], Invoices = [Document("I1", 5, 10m, "1/A")] });
        var report = session.Complete();
        report.Matches.Should().BeEmpty();
        report.Kpis.Items.Should().Be(1);
        sink.Matches.Should().ContainSingle().Which.Source.Should().Equal("1/A");
        session.Invoking(static complete => complete.Add(new())).Should().Throw<InvalidOperationException>();
        session.Invoking(static complete => complete.Complete()).Should().Throw<InvalidOperationException>();
    }

    private static ReconciliationRecords Order(string number, int day, int cents, (int Kind, int Amount, int Link, int Off)[] documents)
    {
        var amount = cents * 10m;
        return new()
        {
            Orders = [new() { Number = number, Currency = Usd, Total = amount, DeletedAt = cents == 4 ? Noon(20) : null }],
            Billables = [Billable($"{number}/A", day, amount), Billable($"{number}/B", day == 30 ? null : day + 1, amount / 2)],
            Payments = [Payment($"T{number}", number, day, amount)],
            Refunds = [Refund($"R{number}", number, day, amount / 2, cents)],
            TaxLines = [ShopTax(number, "A", $"{cents}", amount / 10)],
            Invoices = [.. Of(0).Select(item => Document($"I{number}-{item.Index}", day + item.Link, (item.Amount * 10m) + (item.Off / 100m), Link(item.Link, $"{number}/A"), item.Link == 1 ? null : number))],
            Receipts = [.. Of(1).Select(item => Receipt($"B{number}-{item.Index}", day + item.Link, (item.Amount * 10m) + item.Off, Link(item.Link, $"T{number}"), item.Link == 1 ? null : number))],
            CreditMemos = [.. Of(2).Select(item => Document($"C{number}-{item.Index}", day + item.Link, item.Amount * 5m, Link(item.Link, $"R{number}"), number))],
            ErpTaxLines = [.. Of(3).Select(item => ErpTax(item.Link == 0 ? number : $"x{number}", "A", $"{item.Amount}", amount / 10))],
            LedgerTax = [.. Of(3).Where(static item => item.Off > 0).Select(item => ErpTax("", "A", $"{item.Amount}", amount / 10))],
            ReturnReceipts = [.. Of(2).Select(item => new ReturnReceipt { Id = $"G{number}-{item.Index}", OrderNumber = number, On = On(day), Quantity = item.Amount })],
        };

        IEnumerable<(int Index, int Amount, int Link, int Off)> Of(int kind) =>
            documents.Index().Where(item => item.Item.Kind == kind).Select(static item => (item.Index, item.Item.Amount, item.Item.Link, item.Item.Off));

        static string? Link(int link, string id) => link == 0 ? id : null;
    }

    private static ReconciliationRecords Merge(ReconciliationRecords[] orders) => new()
    {
        Orders = [.. orders.SelectMany(static order => order.Orders).DistinctBy(static order => order.Number)],
        Billables = [.. orders.SelectMany(static order => order.Billables)],
        Payments = [.. orders.SelectMany(static order => order.Payments)],
        Refunds = [.. orders.SelectMany(static order => order.Refunds)],
        TaxLines = [.. orders.SelectMany(static order => order.TaxLines)],
        Invoices = [.. orders.SelectMany(static order => order.Invoices)],
        Receipts = [.. orders.SelectMany(static order => order.Receipts)],
        CreditMemos = [.. orders.SelectMany(static order => order.CreditMemos)],
        ReturnReceipts = [.. orders.SelectMany(static order => order.ReturnReceipts)],
        ErpTaxLines = [.. orders.SelectMany(static order => order.ErpTaxLines)],
        LedgerTax = [.. orders.SelectMany(static order => order.LedgerTax)],
    };

    private static ReconciliationRecords WithOwnIds(ReconciliationRecords order, int index) => order with
    {
        Invoices = [.. order.Invoices.Select(item => item with { Id = $"{item.Id}.{index}" })],
        Receipts = [.. order.Receipts.Select(item => item with { Id = $"{item.Id}.{index}" })],
        CreditMemos = [.. order.CreditMemos.Select(item => item with { Id = $"{item.Id}.{index}" })],
        ReturnReceipts = [.. order.ReturnReceipts.Select(item => item with { Id = $"{item.Id}.{index}" })],
    };

    private static T[] Shuffle<T>(IReadOnlyList<T> items, int seed)
    {
        var shuffled = items.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static string Text(ReconciliationReport report) => JsonSerializer.Serialize(new
    {
        report.Matches,
        Breaks = report.Breaks.Select(static item => new { item, Unit = item.Unit.ToString() }),
        report.Items,
        report.LateList,
        Totals = report.Totals.Select(static total => new { total, Unit = total.Unit.ToString() }),
        Count = report.Kpis.Items,
        report.Kpis.MatchedPercent,
        report.Kpis.Blockers,
        report.Alarms,
    });

    private sealed class Sink : IMatchSink
    {
        public List<ReconciliationMatch> Matches { get; } = [];

        public void Add(ReconciliationMatch match) => Matches.Add(match);
    }
}
