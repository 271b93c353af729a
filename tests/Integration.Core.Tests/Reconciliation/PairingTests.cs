using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using static ErpSync.Core.Tests.Reconciliation.January;

namespace ErpSync.Core.Tests.Reconciliation;

public sealed class PairingTests
{
    [Fact]
    public void Records_that_name_each_other_through_others_are_one_match()
    {
        var report = Run(ReconciliationSection.PaymentReceipt, new()
        {
            Payments = [Payment("T1", "1", 5, 10m), Payment("T2", "2", 5, 20m), Payment("T3", "3", 5, 30m)],
            Receipts = [Receipt("B1", 5, 15m, "T1,T2"), Receipt("B2", 5, 45m, "T2,T3"), Receipt("B3", 5, 7m, "T9")],
        });
        report.Matches.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Pass = 1, Source = new[] { "T1", "T2", "T3" }, Target = new[] { "B1", "B2" }, Status = MatchStatus.Auto });
        report.Breaks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Key = "B3", Subclass = "OrphanInTarget", Difference = 7m });
    }

    [Fact]
    public void A_target_whose_links_lead_nowhere_takes_part_in_no_later_pass()
    {
        var report = Run(ReconciliationSection.PaymentReceipt, new() { Payments = [Payment("T1", "1", 5, 10m)], Receipts = [Receipt("B1", 5, 10m, "T9", "1")] });
        report.Matches.Should().BeEmpty();
        report.Breaks.Select(static item => item.Subclass).Should().Equal("OrphanInTarget", "NotPosted");
    }

    [Fact]
    public void Sums_are_tried_from_the_earliest_record_and_not_among_more_than_twelve()
    {
        static ReconciliationReport Of(int receipts) => Run(ReconciliationSection.PaymentReceipt, new()
        {
            Payments = [Payment("T1", "1", 5, 3m)],
            Receipts = [Receipt("B01", 5, 1m, null, "1"), Receipt("B02", 5, 2m, null, "1"), .. Enumerable.Range(3, receipts - 2).Select(static i => Receipt($"B{i:00}", 5, 100m + i, null, "1"))],
        });
        Of(12).Matches.Should().ContainSingle().Which.Target.Should().Equal("B01", "B02");
        Of(13).Matches.Should().BeEmpty();
    }

    [Fact]
    public void A_sum_has_no_more_members_than_the_cap()
    {
        static ReconciliationReport Of(int cap) => Run(
            ReconciliationSection.RefundDocument,
            new()
            {
                Refunds = [.. Enumerable.Range(0, 5).Select(static i => Refund($"R{i}", "1", 5, 1 << i))],
                CreditMemos = [Document("C1", 5, 31m, null, "1")],
            },
            new() { SubsetCap = cap });
        Of(5).Matches.Should().ContainSingle().Which.Source.Should().HaveCount(5);
        Of(4).Matches.Should().BeEmpty();
    }

    [Fact]
    public void Shipments_without_a_date_come_last_when_sums_are_tried()
    {
        var report = Run(ReconciliationSection.OrderInvoice, new()
        {
            Billables = [Billable("1/A", null, 30m), Billable("1/B", 6, 30m), Billable("1/C", 5, 99m)],
            Invoices = [Document("I1", 6, 10m, null, "1"), Document("I2", 6, 20m, null, "1")],
        });
        report.Matches.Should().ContainSingle().Which.Source.Should().Equal("1/B");
        report.Breaks.Should().ContainSingle().Which.Key.Should().Be("1/C");
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void Where_a_reference_is_absent_amount_and_nearby_dates_match(int day, bool matches)
    {
        var report = Run(ReconciliationSection.PaymentReceipt, new() { Payments = [Payment("T1", "1", 5, 10m)], Receipts = [Receipt("B1", day, 10m)] });
        report.Matches.Select(static match => match.Status).Should().Equal(matches ? [MatchStatus.AutoWithinTolerance] : []);
    }

    [Fact]
    public void Within_a_reference_the_tolerance_matches_and_several_that_fit_are_ambiguous()
    {
        var one = Run(ReconciliationSection.OrderInvoice, new()
        {
            Billables = [Billable("1/A", 5, 10m), Billable("1/B", 5, 20m)],
            Invoices = [Document("I1", 5, 10.01m, null, "1"), Document("I2", 5, 20.01m, null, "1")],
        });
        one.Matches.Should().HaveCount(2).And.OnlyContain(static match => match.Pass == 4 && match.Status == MatchStatus.AutoWithinTolerance);
        one.Breaks.Should().HaveCount(2).And.OnlyContain(static item => item.Class == BreakClass.Rounding);

        var two = Run(ReconciliationSection.OrderInvoice, new()
        {
            Billables = [Billable("1/A", 5, 10m), Billable("1/B", 7, 10.02m)],
            Invoices = [Document("I1", 6, 10.01m, null, "1")],
        });
        two.Breaks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Key = "I1", Class = BreakClass.Ambiguous, Subclass = "Pass4", Amount = 10.01m, Difference = -10.01m, AgeDays = 31 });
    }

    [Fact]
    public void What_is_alone_with_its_reference_belongs_together_whatever_the_amounts()
    {
        var report = Run(ReconciliationSection.PaymentReceipt, new()
        {
            Payments = [Payment("T1", "1", 5, 10m), Payment("T2", "2", 5, 10m), Payment("T3", "2", 5, 11m)],
            Receipts = [Receipt("B1", 25, 17m, null, "1"), Receipt("B2", 5, 99m, null, "2")],
        });
        report.Matches.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Pass = 4, Source = new[] { "T1" }, Target = new[] { "B1" }, Status = MatchStatus.OutOfBalance });
        report.Breaks.Select(static item => item.Key).Should().Equal("B2", "T1", "T2", "T3");
    }

    [Fact]
    public void A_key_with_two_contents_is_a_conflict_and_the_same_content_twice_a_double_document()
    {
        var report = Run(ReconciliationSection.RefundDocument, new()
        {
            Refunds = [Refund("R1", "1", 5, 10m)],
            CreditMemos =
            [
                Document("C4", 9, 10m, null, "1") with { ContentHash = "h1" },
                Document("C3", 8, 12m, "R1") with { ContentHash = "h1", IdempotencyKey = "k" },
                Document("C2", 7, 11m, "R1") with { ContentHash = null, IdempotencyKey = "k" },
                Document("C1", 6, 10m, "R1") with { ContentHash = "h1", IdempotencyKey = "k" },
                Document("C5", 9, 10m, null, "1") with { ContentHash = "h1" },
            ],
        });
        report.Matches.Should().ContainSingle().Which.Target.Should().Equal("C1");
        report.Breaks.Select(static item => (item.Key, item.Subclass, item.Difference, string.Join('+', item.Evidence))).Should().Equal(
            ("C2", "PayloadConflict", 11m, "C1+C2"), ("C3", "DoubleDocument", 12m, "C1+C3"), ("C4", "OrphanInTarget", 10m, "C4"), ("C5", "DoubleDocument", 10m, "C4+C5"));
        report.Totals.Should().ContainSingle().Which.Difference.Should().Be(43m);
    }

    [Fact]
    public void An_event_delivered_twice_needs_nothing_and_a_failed_one_expects_nothing()
    {
        var report = Run(ReconciliationSection.RefundGoods, new()
        {
            Refunds = [Refund("R1", "1", 5, 10m, 2m), Refund("R1", "1", 5, 10m, 2m), Refund("R2", "1", 5, 10m, 1m) with { Status = SettlementStatus.Failed }],
            ReturnReceipts = [new() { Id = "G1", Links = ["R1"], On = On(6), Quantity = 2m }],
        });
        report.Matches.Should().ContainSingle().Which.Status.Should().Be(MatchStatus.Auto);
        report.Breaks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Key = "R1", Subclass = "DoubleDelivery", Amount = 2m, Difference = 0m, Status = BreakStatus.NoActionNeeded });
        report.Kpis.OldestBreakDays.Should().BeNull();
        report.Totals.Should().ContainSingle().Which.Source.Should().Be(2m);
    }
}
