using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using static ErpSync.Core.Tests.Reconciliation.January;

namespace ErpSync.Core.Tests.Reconciliation;

public sealed class SectionTests
{
    private static readonly OrderFacts Order = new() { Number = "1", Currency = Usd, Total = 100m, IsPaid = true };

    [Fact]
    public void More_than_owed_is_a_double_charge_only_when_a_capture_was_made_twice()
    {
        Pay([Payment("T1", "1", 5, 60m), Payment("T2", "1", 6, 60m)]).Should().BeEquivalentTo(new { Subclass = "Overpayment", Amount = 20m, Action = BreakAction.AskPerson, AgeDays = 30, Evidence = new[] { "T1", "T2" } });
        Pay([Payment("T2", "1", 6, 100m), Payment("T1", "1", 5, 100m), Payment("T3", "1", 7, 100m)], Refund("R", "1", 8, 100m))
            .Should().BeEquivalentTo(new { Subclass = "DoubleCharge", Amount = 100m, Action = BreakAction.ProposeRefund, Evidence = new[] { "T3" }, AgeDays = 29 });
        Pay([Payment("T1", "1", 5, 100m), Payment("T2", "1", 6, 100m)], Refund("R", "1", 8, 100m)).Should().BeNull();
        Pay([Payment("T1", "1", 5, 100m), Payment("T2", "1", 6, 50m) with { Currency = Eur }]).Should().BeNull();
    }

    [Fact]
    public void A_paid_order_without_its_captures_lacks_a_part()
    {
        Pay([Payment("T1", "1", 5, 60m), Payment("T2", "1", 6, 40m) with { Status = SettlementStatus.Pending }])
            .Should().BeEquivalentTo(new { Subclass = "PartialMissing", Cause = "Capture", Amount = 40m, Difference = -40m, Evidence = new[] { "T1" } });
        Pay([]).Should().BeEquivalentTo(new { Difference = -100m, AgeDays = 0 });
        Run(ReconciliationSection.OrderPayment, new() { Orders = [Order with { IsPaid = false }] }).Breaks.Should().BeEmpty();
    }

    [Fact]
    public void A_payout_is_the_sum_of_its_transactions_each_counted_once()
    {
        var transaction = Transaction("t1", "p1", 5, 100m, 3m);
        Run(ReconciliationSection.Payout, new() { Transactions = [transaction, transaction], Payouts = [Payout("p1", 6, 97m)] }).Breaks.Should().BeEmpty();
        Run(ReconciliationSection.Payout, new() { Transactions = [transaction], Payouts = [Payout("p1", 6, 95m)] }).Breaks.Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Subclass = "PartialMissing", Cause = "Transactions", Difference = -2m, Evidence = new[] { "p1" }, AgeDays = 30 });
    }

    [Fact]
    public void Money_without_a_payout_is_in_transit_until_its_deadline()
    {
        var report = Run(ReconciliationSection.InTransit, new() { Transactions = [Transaction("t1", null, 29, -5m), Transaction("t2", null, 28, 10m, 1m), Transaction("t3", null, 32, 10m)] });
        report.Items.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Key = "t1", Amount = -5m, ClearsOn = (DateOnly?)null });
        report.Breaks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Key = "t2", Class = BreakClass.Missing, Subclass = "NotImported", Amount = 9m, Difference = -9m });
    }

    [Fact]
    public void What_the_bank_had_by_the_period_end_is_not_in_transit()
    {
        var records = new ReconciliationRecords { Transactions = [Transaction("t1", "p1", 29, 10m)], Payouts = [Payout("p1", 30, 10m)], BankLines = [BankLine("b1", 31, 10m, "p1")] };
        Reconciler.Run(Scope, records, [ReconciliationSection.InTransit, ReconciliationSection.Bank]).Items.Should().BeEmpty();
        Reconciler.Run(Scope, records, [ReconciliationSection.InTransit]).Items.Should().ContainSingle("no bank section said that it arrived").Which.ClearsOn.Should().BeNull();
    }

    [Fact]
    public void Tax_that_the_marketplace_files_and_the_books_hold_is_misfiled()
    {
        Tax([ShopTax("1", "US-CA", "STD", 8m), ShopTax("2", "US-CA", "STD", 5m, "amazon", facilitated: true)], [ErpTax("1", "US-CA", "STD", 8m), ErpTax("2", "US-CA", "STD", 5m)])
            .Should().ContainSingle().Which.Should().BeEquivalentTo(new { Subclass = "FacilitatorMisfiled", Difference = 5m, Evidence = new[] { "2" } });
    }

    [Fact]
    public void Opposite_differences_pair_within_a_jurisdiction_before_within_a_code()
    {
        var breaks = Tax(
            [ShopTax("1", "A", "X", 10m), ShopTax("2", "B", "X", 10m), ShopTax("3", "B", "Y", 10m), ShopTax("4", "C", "Z", 10m)],
            [ErpTax("1", "A", "X", 5m), ErpTax("2", "B", "X", 15m), ErpTax("3", "B", "Y", 5m), ErpTax("4", "C", "Z", 10m)]);
        breaks.Select(static item => (item.Key, item.Subclass, item.Amount, string.Join('+', item.Evidence))).Should().Equal(("A|X", "LineDiff", 5m, ""), ("B|X", "TaxCodeMismatch", 5m, "B|X+B|Y"));
        Tax([ShopTax("1", "A", "X", 10m), ShopTax("2", "B", "X", 10m)], [ErpTax("1", "A", "X", 5m), ErpTax("2", "B", "X", 15m)])
            .Should().ContainSingle().Which.Evidence.Should().Equal("A|X", "B|X");
    }

    [Fact]
    public void Tax_of_documents_that_one_side_lacks_names_them()
    {
        Tax([ShopTax("1", "A", "X", 10m)], [ErpTax("1", "A", "X", 10m), ErpTax("2", "A", "X", 7m)]).Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Class = BreakClass.Missing, Subclass = "OrphanInTarget", Action = BreakAction.Investigate, Difference = 7m, Evidence = new[] { "2" } });
        var report = Run(ReconciliationSection.Tax, new() { TaxLines = [ShopTax("1", "A", "X", 0.01m)] });
        report.Breaks.Should().ContainSingle("a key on one side is no rounding").Which.Subclass.Should().Be("NotPosted");
        report.Kpis.Items.Should().Be(1, "it belongs to no match");
        report.Matches.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1.00, BreakClass.Rounding)]
    [InlineData(1.01, BreakClass.Amount)]
    public void Many_tax_lines_round_up_to_the_cap_of_a_key(decimal difference, BreakClass kind)
    {
        var lines = Enumerable.Range(0, 300).Select(static i => (Id: $"{i}", Amount: 1m)).ToList();
        Tax([.. lines.Select(static line => ShopTax(line.Id, "A", "X", line.Amount))], [.. lines.Select(line => ErpTax(line.Id, "A", "X", line.Amount + (line.Id == "0" ? difference : 0m)))])
            .Should().ContainSingle().Which.Class.Should().Be(kind);
    }

    [Fact]
    public void The_tax_account_pairs_any_keys_and_leaves_the_rest_unexplained()
    {
        var report = Run(ReconciliationSection.TaxLedger, new()
        {
            ErpTaxLines = [ErpTax("1", "A", "X", 10m), ErpTax("2", "B", "Y", 10m), ErpTax("3", "C", "Z", 10m)],
            LedgerTax = [ErpTax("", "A", "X", 12m), ErpTax("", "B", "Y", 8m), ErpTax("", "D", "Z", 1m)],
        });
        report.Breaks.Select(static item => (item.Key, item.Class, item.Subclass, item.Difference)).Should().Equal(
            ("A|X", BreakClass.Mapping, "WrongAccount", 0m), ("C|Z", BreakClass.Unexplained, "None", -10m), ("D|Z", BreakClass.Unexplained, "None", 1m));
        report.Matches.Should().HaveCount(4).And.OnlyContain(static match => match.Status == MatchStatus.OutOfBalance);
        report.Kpis.Blockers.Should().Equal(CloseBlocker.UnexplainedAmount);
    }

    [Fact]
    public void Claims_without_lines_and_lines_without_claims_are_named()
    {
        var report = Run(ReconciliationSection.Claims, new()
        {
            Claims = [new("c1", "1", "1", "A", 1m, Noon(20)), new("c2", "1", "1", "A", 2m, Noon(10)), new("c3", "3", "1", "A", 1m, Noon(1))],
            OpenLines = [new("1", "1", "A", 2m), new("2", "1", "A", 4m)],
            OrderStatuses = [new("2", "Open", "Released")],
        });
        report.Breaks.Select(static item => (item.Key, item.Subclass, item.Difference, item.AgeDays, string.Join('+', item.Evidence), item.OrderStatus?.Erp)).Should().Equal(
            ("1/1/A", "StuckClaim", 1m, 26, "c1+c2", null), ("2/1/A", "UnclaimedLine", -4m, 0, "", "Released"), ("3/1/A", "StuckClaim", 1m, 35, "c3", null));
        report.Totals.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Source = 6m, Target = 4m });
    }

    [Fact]
    public void A_roll_forward_names_the_fewest_breaks_that_make_it_up_or_none_when_two_sets_do()
    {
        static IReadOnlyList<string> Of(params decimal[] missing) => Reconciler.Run(
            Scope,
            new()
            {
                Billables = [.. missing.Select(static (amount, i) => Billable($"{i}/A", 5, amount))],
                RollForwards = [new() { Account = "Receivables", Currency = Usd, Opening = 30m, List = [] }],
            },
            [ReconciliationSection.OrderInvoice, ReconciliationSection.RollForward]).Breaks.Single(static item => item.Leg == RollForwardLeg.List).ExplainedBy!;
        Of(10m, 20m, 30m).Should().Equal("OrderInvoice:2/A");
        Of(10m, 20m, 7m).Should().Equal("OrderInvoice:0/A", "OrderInvoice:1/A");
        Of(10m, 20m, 25m, 5m).Should().BeEmpty();
        Of(5m, 6m, 9m, 10m).Should().Equal("OrderInvoice:0/A", "OrderInvoice:1/A", "OrderInvoice:2/A", "OrderInvoice:3/A");
        Of([30m, .. Enumerable.Repeat(1m, 40)]).Should().BeEmpty("more than forty are not searched");
    }

    private static ReconciliationBreak? Pay(IReadOnlyList<CapturedPayment> payments, params PaidRefund[] refunds) =>
        Run(ReconciliationSection.OrderPayment, new() { Orders = [Order], Payments = payments, Refunds = refunds }).Breaks.SingleOrDefault();

    private static IReadOnlyList<ReconciliationBreak> Tax(IReadOnlyList<ShopTaxLine> shop, IReadOnlyList<BookedTaxLine> erp) =>
        Run(ReconciliationSection.Tax, new() { TaxLines = shop, ErpTaxLines = erp }, new() { Facilitators = [new("amazon", ["US-NY"])] }).Breaks;
}
