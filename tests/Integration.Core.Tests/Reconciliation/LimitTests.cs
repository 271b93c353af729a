using ErpSync.Reconciliation;
using ErpSync.Reconciliation.Records;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;
using static ErpSync.Core.Tests.Reconciliation.January;

namespace ErpSync.Core.Tests.Reconciliation;

public sealed class LimitTests
{
    [Fact]
    public void Nothing_resolves_itself_when_that_is_switched_off()
    {
        var report = Run(ReconciliationSection.OrderInvoice, Roundings(3), new() { AutoResolve = new() { IsEnabled = false } });
        report.Breaks.Should().OnlyContain(static item => item.Status == BreakStatus.Open);
        report.Alarms.Should().BeEmpty("nothing was refused by a limit");
    }

    [Fact]
    public void A_run_resolves_up_to_its_limit_in_each_currency()
    {
        var report = Run(ReconciliationSection.OrderInvoice, Roundings(5), new() { AutoResolve = new() { PerRunCap = 0.03m } });
        report.Kpis.AutoResolved.Should().Be(3);
        report.Alarms.Should().Equal(ReconciliationAlarm.RoundingCapExceeded);
    }

    [Fact]
    public void Exchange_differences_do_not_use_up_the_months_rounding()
    {
        var records = Roundings(1) with
        {
            Payments = [Payment("T1", "1", 5, 10m) with { Currency = Eur, FunctionalAmount = 11m, Rate = 1.1m }],
            Receipts = [Receipt("B1", 5, 10m, "T1") with { Currency = Eur, FunctionalAmount = 11.9m, Rate = 1.19m }],
        };
        var report = Reconciler.Run(Scope, records, [ReconciliationSection.OrderInvoice, ReconciliationSection.PaymentReceipt], new() { AutoResolve = new() { RoundingMonthlyCap = 0.01m } });
        report.Breaks.Should().HaveCount(2).And.OnlyContain(static item => item.Status == BreakStatus.AutoResolved);
        report.Roundings.Should().ContainSingle();
    }

    [Fact]
    public void Roundings_that_go_one_way_raise_an_alarm_from_the_stated_number_on()
    {
        Run(ReconciliationSection.OrderInvoice, Roundings(9)).Alarms.Should().BeEmpty();
        Run(ReconciliationSection.OrderInvoice, Roundings(10)).Alarms.Should().Equal(ReconciliationAlarm.RoundingTrend);
        Run(ReconciliationSection.OrderInvoice, Roundings(10, against: 2)).Alarms.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_ambiguous_match_keeps_the_period_open_only_when_it_should(bool blocks)
    {
        var report = Run(
            ReconciliationSection.Bank,
            new() { Payouts = [Payout("p1", 5, 10m), Payout("p2", 5, 10m)], BankLines = [BankLine("b1", 5, 10m), BankLine("b2", 20, 3m)] },
            new() { Close = new() { AmbiguousBlocks = blocks, UnexplainedAmount = 3m } });
        report.Kpis.Blockers.Should().Equal(blocks ? [CloseBlocker.Ambiguous] : []);
        report.Kpis.IsCloseReady.Should().Be(!blocks);
        report.Kpis.ClassifiedPercent.Should().Be(0m);
    }

    private static ReconciliationRecords Roundings(int count, int against = 0) => new()
    {
        Billables = [.. Enumerable.Range(0, count).Select(static i => Billable($"{i:00}/A", 5, 10m))],
        Invoices = [.. Enumerable.Range(0, count).Select(i => Document($"I{i:00}", 5, i < against ? 9.99m : 10.01m, $"{i:00}/A"))],
    };
}
