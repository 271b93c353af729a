using System.Text;
using ErpSync.Model;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Live;
using ErpSync.Reconciliation.Output;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using static ErpSync.Core.Tests.Reconciliation.Live.March;

namespace ErpSync.Core.Tests.Reconciliation.Live;

/// <summary>Receivables rolled forward: the order of <see cref="March.Shipped"/>, its receipt RCPT-P1 of the 2nd and its invoices INV1 of the 4th and INV2 of the 5th.</summary>
public sealed class RollForwardBookTests
{
    private static readonly (string, DateOnly, string, decimal) Receipt = ("RCPT-P1", On(2), Receivables, -41.65m);
    private static readonly (string, DateOnly, string, decimal) First = ("INV1", On(4), Receivables, 23.80m);

    [Fact]
    public void What_was_before_and_what_others_posted_is_in_the_balance_and_the_account_ties()
    {
        var report = Run(Scope(start: 5), ("OLD", On(-20), Receivables, 7m), Receipt, First, Second(), ("BYHAND", On(10), Receivables, 100m));

        report.Breaks.Should().BeEmpty();
        var result = report.RollForwards.Should().ContainSingle().Which;
        (result.Account.Account, result.Account.Opening, result.Closing, result.Account.LedgerClosing, result.List, result.Ties).Should().Be(("11000", -10.85m, 107m, 107m, 107m, true));
        result.Account.Movements.Should().Equal(new RollForwardMovement("Invoice", 17.85m), new RollForwardMovement("Other documents", 100m));
        result.Account.List.Should().Equal(new RollForwardItem("Other documents", 107m));
        report.Closings.Should().Equal(new Dictionary<string, decimal> { ["11000"] = 107m });
    }

    [Fact]
    public void An_order_that_is_not_settled_is_an_open_item()
    {
        var report = Run(Scope(start: 5, asOf: null) with { PeriodEnd = On(5) }, Receipt, First, Second());
        report.RollForwards.Single().Account.List.Should().BeEmpty("what was paid is invoiced to the last cent");

        var before = Run(Scope() with { PeriodEnd = On(4) }, Receipt, First, Second());
        before.Breaks.Should().BeEmpty();
        before.RollForwards.Single().Account.List.Should().Equal(new RollForwardItem("#1001", -17.85m));
        before.RollForwards.Single().Account.Movements.Should().Equal(new RollForwardMovement("Capture", -41.65m), new RollForwardMovement("Invoice", 23.80m));
    }

    [Fact]
    public void A_cent_that_roundings_prove_is_a_movement_of_its_own_and_more_breaks_the_ledger_leg_in_its_period_and_the_list_after_it()
    {
        var proven = Run(Scope(), Receipt, First, Second(17.84m));
        proven.Breaks.Should().BeEmpty();
        proven.RollForwards.Single().Account.Movements.Should().Contain(new RollForwardMovement("Rounding", -0.01m));
        proven.RollForwards.Single().Account.List.Should().Equal(new RollForwardItem("Rounding", -0.01m));

        var wrong = Run(Scope(), Receipt, First, Second(7.85m));
        Legs(wrong).Should().Equal((RollForwardLeg.Ledger, -10m));

        var after = Run(Scope() with { Period = "2026-04", PeriodStart = On(32), PeriodEnd = On(61) }, Receipt, First, Second(7.85m));
        Legs(after).Should().Equal((RollForwardLeg.List, 10m));
    }

    [Fact]
    public void An_invoice_within_its_deadline_is_under_way_and_later_it_is_missing()
    {
        var waiting = Run(Scope(asOf: At(6)), Receipt, First);
        waiting.Breaks.Should().BeEmpty();
        waiting.RollForwards.Single().Account.Movements.Should().Contain(new RollForwardMovement("Not posted yet", -17.85m));

        Legs(Run(Scope(asOf: At(20)), Receipt, First)).Should().Equal((RollForwardLeg.Ledger, -17.85m));
    }

    [Fact]
    public void An_invoice_that_the_ERP_dates_into_the_next_period_moves_there()
    {
        (string, DateOnly, string, decimal) late = ("INV2", On(32), Receivables, 17.85m);

        var march = Run(Scope(), Receipt, First, late);
        march.Breaks.Should().BeEmpty();
        march.RollForwards.Single().Account.Movements.Should().Contain(new RollForwardMovement("Posted in another period", -17.85m));

        var april = Run(Scope() with { Period = "2026-04", PeriodStart = On(32), PeriodEnd = On(61), PriorClosings = march.Closings }, Receipt, First, late);
        april.Breaks.Should().BeEmpty();
        april.RollForwards.Single().Account.Movements.Should().Equal(new RollForwardMovement("Posted in another period", 17.85m));
        april.RollForwards.Single().Closing.Should().Be(0m);
    }

    [Fact]
    public void A_posting_into_the_closed_period_breaks_the_opening_leg_and_the_report_says_which_closings_it_went_by()
    {
        var closings = Run(Scope() with { PeriodEnd = On(4) }, Receipt, First, Second()).Closings;

        var report = Run(Scope(start: 5) with { PriorClosings = closings }, Receipt, First, Second(), ("BACKDATED", On(3), Receivables, 2m));

        Legs(report).Should().Equal((RollForwardLeg.Opening, 2m));
        Encoding.UTF8.GetString(ReconciliationJson.ToUtf8(report)).Should().Contain("\"priorClosings\": {").And.Contain("\"11000\": \"-17.85\"");
    }

    private static (string Document, DateOnly On, string Account, decimal Amount) Second(decimal amount = 17.85m) => ("INV2", On(5), Receivables, amount);

    private static DateTimeOffset At(int day) => new(On(day), new TimeOnly(12, 0), TimeSpan.Zero);

    private static IEnumerable<(RollForwardLeg?, decimal)> Legs(ReconciliationReport report) => report.Breaks.Select(static item => (item.Leg, item.Difference));

    private static ReconciliationReport Run(ReconciliationScope scope, params (string, DateOnly, string, decimal)[] entries)
    {
        var ledger = Ledger(scope, entries);
        ledger.Invoice("INV1", Shipped, 23.80m);
        ledger.Invoice("INV2", Shipped, 17.85m);
        var book = new RollForwardBook(scope, Settings, ReceivableAccounts);
        book.Add(Shipped.Name, BooksOf(Shipped), Records(scope, ledger).Take(Shipped));
        return Reconciler.Run(scope, new ReconciliationRecords { RollForwards = [.. book.Complete(ledger)] }, [ReconciliationSection.RollForward]);
    }
}
