using ErpSync.Core.Tests.Planning;
using ErpSync.Finance.Accounts;
using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Output;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Core.Tests.Reconciliation;

/// <summary>The expected journal against the general ledger: every difference of every order has a name, and none hides behind another.</summary>
public sealed class GeneralLedgerTests
{
    private static readonly DateOnly Day = new(2026, 1, 10);

    [Fact]
    public void What_agrees_is_no_difference_and_the_accounts_are_added_up()
    {
        var report = Run([Expected("1", "40100", -10m, AccountRole.Sales, AccountRole.SalesReturns), Expected("1", "11000", 10m, AccountRole.AR)], [Booked("1", "40100", -10m), Booked("1", "11000", 10m)]);

        report.Breaks.Should().BeEmpty();
        report.Accounts.Select(static total => (total.Account, string.Join('+', total.Roles), total.Expected, total.Found)).Should().Equal(
            ("11000", "AR", 10m, 10m), ("40100", "Sales+SalesReturns", -10m, -10m));
    }

    [Fact]
    public void Cents_that_roundings_prove_are_explained_and_more_is_not()
    {
        var proven = Run([Expected("1", "40100", -10.00m, AccountRole.Sales) with { Roundings = 4 }], [Booked("1", "40100", -10.02m)]);
        var one = proven.Breaks.Should().ContainSingle().Which;
        (one.Class, one.Status, one.Difference).Should().Be((BreakClass.Rounding, BreakStatus.NoActionNeeded, -0.02m));
        proven.Accounts.Single().Should().BeEquivalentTo(new { Unexplained = 0m, Difference = -0.02m });
        proven.Alarms.Should().BeEmpty();

        var wrong = Run([Expected("1", "40100", -10.00m, AccountRole.Sales) with { Roundings = 4 }], [Booked("1", "40100", -10.03m)]);
        wrong.Breaks.Should().ContainSingle().Which.Class.Should().Be(BreakClass.Amount);
        wrong.Accounts.Single().Unexplained.Should().Be(0.03m);
    }

    [Fact]
    public void Two_wrong_orders_do_not_make_a_right_account()
    {
        var report = Run(
            [Expected("1", "40100", -10m, AccountRole.Sales), Expected("2", "40100", -10m, AccountRole.Sales)],
            [Booked("1", "40100", -15m), Booked("2", "40100", -5m)]);

        report.Accounts.Single().Should().BeEquivalentTo(new { Difference = 0m, Unexplained = 10m });
        report.Breaks.Select(static item => item.Key).Should().Equal("1|40100", "2|40100");
    }

    [Fact]
    public void A_missing_document_waits_for_its_deadline_and_is_run_again_after_it()
    {
        var expected = new[] { Expected("1", "40100", -10m, AccountRole.Sales), Expected("1", "11000", 10m, AccountRole.AR) };

        Run(expected, [], asOf: 11).Breaks.Should().OnlyContain(static item => item.Class == BreakClass.Timing && item.Action == BreakAction.CarryForward).And.HaveCount(2);
        Run(expected, [], asOf: 20).Breaks.Should().OnlyContain(static item => item.Subclass == BreakSubclasses.NotPosted && item.Action == BreakAction.Rerun).And.HaveCount(2);
    }

    [Fact]
    public void A_wrong_account_is_told_from_a_missing_document()
    {
        var report = Run(
            [Expected("1", "40400", -5m, AccountRole.ShippingIncome), Expected("1", "11000", 5m, AccountRole.AR)], [Booked("1", "40100", -5m), Booked("1", "11000", 5m)]);

        report.Breaks.Should().OnlyContain(static item => item.Class == BreakClass.Mapping && item.Subclass == BreakSubclasses.WrongAccount).And.HaveCount(2);
    }

    [Fact]
    public void A_posting_of_no_order_counts_only_where_nobody_else_may_post()
    {
        var report = Run([], [Booked(null, "40100", -7m), Booked(null, "10700", 7m), Booked("gone", "11000", 3m)]);

        report.Breaks.Select(static item => (item.Key, item.Subclass)).Should().BeEquivalentTo([("D|40100", BreakSubclasses.OrphanInTarget), ("gone|11000", BreakSubclasses.OrphanInTarget)]);
        report.Accounts.Select(static total => total.Account).Should().Equal("11000", "40100");
    }

    [Fact]
    public void What_could_not_be_booked_is_a_difference_with_figure_and_remedy_in_every_output()
    {
        var report = Run([], [], new UnbookedFact("1", "OrderDoesNotTie", "The total is 99.00, its parts give 41.65.", "Correct it in the shop."), new UnbookedFact("2", AccountProblems.Unmapped, "No account for Sales.", "Map it."));

        report.Breaks.Select(static item => (item.Class, item.Subclass)).Should().BeEquivalentTo([(BreakClass.Integrity, "OrderDoesNotTie"), (BreakClass.Mapping, BreakSubclasses.UnmappedAccount)]);
        using var page = new StringWriter();
        ReconciliationHtml.Write(report, page);
        using var table = new StringWriter();
        ReconciliationCsv.Write(report, table);
        page.ToString().Should().Contain("99.00").And.Contain("Correct it in the shop.");
        table.ToString().Should().Contain("99.00").And.Contain("Correct it in the shop.");
    }

    private static ExpectedLedgerAmount Expected(string order, string account, decimal amount, params AccountRole[] roles) =>
        new() { Order = order, Account = account, Amount = amount, Roles = roles, On = Day };

    private static BookedLedgerAmount Booked(string? order, string account, decimal amount) => new() { Order = order, Account = account, Amount = amount, Document = "D", On = Day };

    private static ReconciliationReport Run(IReadOnlyList<ExpectedLedgerAmount> expected, IReadOnlyList<BookedLedgerAmount> booked, params UnbookedFact[] unbooked) => Run(expected, booked, 20, unbooked);

    private static ReconciliationReport Run(IReadOnlyList<ExpectedLedgerAmount> expected, IReadOnlyList<BookedLedgerAmount> booked, int asOf, params UnbookedFact[] unbooked) => Reconciler.Run(
        new ReconciliationScope
        {
            Company = "C",
            BookCurrency = Orders.Eur,
            Period = "2026-01",
            PeriodStart = new DateOnly(2026, 1, 1),
            PeriodEnd = new DateOnly(2026, 1, 31),
            AsOf = new DateTimeOffset(2026, 1, asOf, 12, 0, 0, TimeSpan.Zero),
        },
        new ReconciliationRecords { ExpectedLedger = expected, BookedLedger = booked, Unbooked = unbooked },
        [ReconciliationSection.GeneralLedger],
        new ReconciliationSettings { ExclusiveAccounts = new HashSet<string> { "40100", "11000" } });
}
