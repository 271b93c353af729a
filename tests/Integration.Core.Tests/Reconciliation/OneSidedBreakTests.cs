using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using static ErpSync.Core.Tests.Reconciliation.January;

namespace ErpSync.Core.Tests.Reconciliation;

public sealed class OneSidedBreakTests
{
    [Theory]
    [InlineData(29, BreakStatus.CarriedForward)]
    [InlineData(28, BreakStatus.Escalated)]
    public void Pending_money_waits_and_is_escalated_when_it_waits_too_long(int day, BreakStatus status)
    {
        Run(ReconciliationSection.PaymentReceipt, new() { Payments = [Payment("T1", "1", day, 10m) with { Status = SettlementStatus.Pending }] }).Breaks.Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Class = BreakClass.Timing, Subclass = "Pending", Action = BreakAction.CarryForward, Status = status });
    }

    [Fact]
    public void A_payout_that_did_not_arrive_was_not_imported_whatever_else_is_known()
    {
        var report = Run(ReconciliationSection.Bank, new() { Payouts = [Payout("p1", 32, 10m), Payout("p2", 33, 10m), Payout("p3", 5, 10m) with { Status = SettlementStatus.Failed }] });
        report.Breaks.Select(static item => (item.Key, item.Class, item.Subclass)).Should().Equal(("p1", BreakClass.Missing, "NotImported"), ("p2", BreakClass.Timing, "InTransit"));
    }

    [Fact]
    public void A_refund_names_the_step_that_did_not_happen()
    {
        Refund1(new FlowProgress(IsImported: false, IsExported: false)).Subclass.Should().Be("NotImported");
        Refund1(new FlowProgress(IsExported: false)).Subclass.Should().Be("NotExported");
        Refund1(new FlowProgress(ParkedCode: "UnmappedAccount")).Should().BeEquivalentTo(new { Class = BreakClass.Mapping, Subclass = "UnmappedAccount", Action = BreakAction.Remap });
        static ReconciliationBreak Refund1(FlowProgress flow) => Run(ReconciliationSection.RefundDocument, new() { Refunds = [Refund("R1", "1", 5, 10m) with { Flow = flow }] }).Breaks.Single();
    }

    [Fact]
    public void A_document_of_a_deleted_order_is_found_by_reference_or_by_the_order_in_its_link()
    {
        var report = Run(ReconciliationSection.OrderInvoice, new()
        {
            Orders = [new() { Number = "1", Currency = Usd, DeletedAt = Noon(9) }],
            Invoices = [Document("I1", 5, 10m, "1/S1"), Document("I2", 5, 10m, null, "1"), Document("I3", 5, 10m, "2/1")],
        });
        report.Breaks.Select(static item => item.Subclass).Should().Equal("DeletedAtSource", "DeletedAtSource", "OrphanInTarget");
    }

    [Fact]
    public void Unshipped_billables_that_nothing_matches_are_nothing()
    {
        var report = Run(ReconciliationSection.OrderInvoice, new() { Billables = [Billable("1/A", null, 10m) with { Flow = new(ParkedCode: "SkuMismatch") }] });
        report.Breaks.Should().BeEmpty();
        report.Kpis.Items.Should().Be(0);
        report.Totals.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Source = 0m, Target = 0m });
    }
}
