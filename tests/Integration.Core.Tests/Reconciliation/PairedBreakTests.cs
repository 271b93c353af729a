using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using static ErpSync.Core.Tests.Reconciliation.January;

namespace ErpSync.Core.Tests.Reconciliation;

public sealed class PairedBreakTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(45)]
    public void An_invoice_before_the_shipment_is_an_integrity_problem(int? shipped)
    {
        var found = One(Billable("1/A", shipped, 10m), Document("I1", 6, 10m, "1/A"));
        found.Should().BeEquivalentTo(new { Class = BreakClass.Integrity, Subclass = "InvoicedUnshipped", Amount = 10m, Difference = 10m, Action = BreakAction.Investigate });
        found!.AgeDays.Should().Be(shipped is null ? 30 : 0);
    }

    [Fact]
    public void Equal_totals_with_a_moved_part_went_to_the_wrong_account()
    {
        One(Billable("1/A", 5, 10m, ("goods", 8m), ("shipping", 2m)), Document("I1", 5, 10m, "1/A", null, ("goods", 5m), ("shipping", 2m), ("tip", 3m)))
            .Should().BeEquivalentTo(new { Class = BreakClass.Mapping, Subclass = "WrongAccount", Amount = 3m, Difference = 0m, Action = BreakAction.Remap });
        One(Billable("1/A", 5, 10m, ("goods", 8m), ("tax", 2m)), Document("I1", 5, 10m, "1/A", null, ("goods", 8.01m), ("tax", 1.99m))).Should().BeNull("a cent is within the tolerance of two roundings");
    }

    [Fact]
    public void Equal_amounts_on_both_sides_of_the_period_end_are_a_matter_of_cut_off()
    {
        One(Billable("1/A", 31, 10m), Document("I1", 32, 10m, "1/A"))
            .Should().BeEquivalentTo(new { Class = BreakClass.Timing, Subclass = "CutOff", Amount = 10m, Difference = 0m, Status = BreakStatus.CarriedForward, AgeDays = 5 });
        Run(ReconciliationSection.Bank, new() { Payouts = [Payout("p", 31, 10m)], BankLines = [BankLine("b", 33, 10m, "p")] }).Breaks.Should().BeEmpty();
    }

    [Theory]
    [InlineData("2026-01-07T12:00", 10, 15, -5, "OrderEdited")]
    [InlineData("2026-01-06T12:00", 10, 15, -5, null)]
    [InlineData("2026-01-07T12:00", 10, 14, -5, null)]
    public void An_edit_after_the_posting_that_makes_up_the_difference_is_the_cause(string at, int from, int to, int difference, string? cause)
    {
        var report = Run(ReconciliationSection.OrderInvoice, new()
        {
            Orders = [new() { Number = "1", Currency = Usd, Edits = [new("E1", At(at), from, to)] }],
            Billables = [Billable("1/A", 5, 20m)],
            Invoices = [Document("I1", 6, 20m + difference, "1/A") with { PostedAt = At("2026-01-06T12:00"), EditedBy = cause is null ? null : "kim" }],
        });
        var found = report.Breaks.Should().ContainSingle().Which;
        found.Cause.Should().Be(cause);
        found.Action.Should().Be(cause is null ? BreakAction.AskPerson : BreakAction.ProposeEditDocuments);
        found.Evidence.Should().Equal(cause is null ? ["1/A", "I1"] : ["1/A", "E1", "I1"]);
    }

    [Fact]
    public void Who_edited_the_document_comes_before_rounding()
    {
        One(Billable("1/A", 5, 10m), Document("I1", 5, 10.01m, "1/A") with { EditedBy = "lee" })
            .Should().BeEquivalentTo(new { Class = BreakClass.Override, Subclass = "ManualEditTarget", Cause = "lee", Action = BreakAction.Quarantine });
        One(Billable("1/A", 5, 10m), Document("I1", 5, 10m, "1/A") with { EditedBy = "lee" }).Should().BeNull("what ties needs nobody");
    }

    [Fact]
    public void Rounding_is_named_by_the_only_part_that_differs()
    {
        One(Billable("1/A", 5, 10m, ("goods", 10m)), Document("I1", 5, 10.01m, "1/A", null, ("goods", 10m), ("cashRounding", 0.01m)))
            .Should().BeEquivalentTo(new { Class = BreakClass.Rounding, Subclass = "CashRounding", Action = BreakAction.PostRounding, Status = BreakStatus.AutoResolved });
        One(Billable("1/A", 5, 10m, ("goods", 10m)), Document("I1", 5, 10.01m, "1/A", null, ("goods", 10.01m)))!.Subclass.Should().Be("Allocation");
    }

    [Fact]
    public void The_tolerance_counts_in_the_minor_unit_of_the_currency()
    {
        var settings = new ReconciliationSettings { MinorUnits = new Dictionary<ErpSync.Model.Currency, decimal> { [Usd] = 1m }, RoundingCap = 5m };
        var records = new ReconciliationRecords { Billables = [Billable("1/A", 5, 100m)], Invoices = [Document("I1", 5, 101m, "1/A")] };
        Run(ReconciliationSection.OrderInvoice, records, settings).Breaks.Should().ContainSingle().Which.Class.Should().Be(BreakClass.Rounding);
        Run(ReconciliationSection.OrderInvoice, records, settings with { RoundingCap = 0.99m }).Breaks.Should().ContainSingle().Which.Class.Should().Be(BreakClass.Amount);
    }

    [Fact]
    public void Functional_amounts_are_rounded_to_the_book_currency_when_a_rate_is_proven()
    {
        var settings = new ReconciliationSettings { MinorUnits = new Dictionary<ErpSync.Model.Currency, decimal> { [Usd] = 1m } };
        var records = new ReconciliationRecords
        {
            Payments = [Payment("T1", "1", 5, 10m) with { Currency = Eur, FunctionalAmount = 11m, Rate = 1.05m }],
            Receipts = [Receipt("B1", 5, 10m, "T1") with { Currency = Eur, FunctionalAmount = 12m, Rate = 1.15m }],
        };
        Run(ReconciliationSection.PaymentReceipt, records, settings).Breaks.Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Subclass = "FxRate", Amount = 1m, Action = BreakAction.PostFxRealised, Status = BreakStatus.AutoResolved, Unit = BalanceUnit.Of(Usd) });
        Run(ReconciliationSection.PaymentReceipt, records).Breaks.Should().ContainSingle().Which.Cause.Should().Be("FunctionalAmount");
    }

    private static ReconciliationBreak? One(Billable billable, BookedDocument invoice) =>
        Run(ReconciliationSection.OrderInvoice, new() { Billables = [billable], Invoices = [invoice] }).Breaks.SingleOrDefault();
}
