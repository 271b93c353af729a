using ErpSync.Connectors;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Payouts;

namespace ErpSync.Core.Tests.Planning;

/// <summary>A payout becomes one balanced journal when it is paid, and a case with figures when it does not tie or has no account.</summary>
public sealed class PayoutPlannerTests
{
    private const string Id = "gid://shop/Payout/77";
    private static readonly DateTimeOffset Issued = new(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Issued.AddHours(3);
    private static readonly Currency Eur = Currency.FromCode("EUR");

    [Fact]
    public void Everything_a_payout_carries_is_booked_and_takes_its_charges_off_the_clearing_account()
    {
        var journal = Journal(Plan(Everything()));

        journal.Lines.Select(line => (line.Role, line.Account, line.Amount)).Should().Equal(
            ("DisputeReceivable", "1230", 30m),
            ("ChargebackFees", "6020", 15m),
            ("GatewayFees", "6010", 2.40m),
            ("GatewayReserve", "1220", 10m),
            ("Bank", "1200", 17.60m),
            ("MarketplaceFees", "6030", 5m),
            ("GatewayClearing", "1210", -45m),
            ("GatewayClearing", "1210", -2.40m),
            ("GatewayClearing", "1210", -10m),
            ("GatewayClearing", "1210", -17.60m),
            ("GatewayClearing", "1210", -5m));
        journal.Lines.Where(line => line.Account == "1210").Sum(line => line.Amount).Should().Be(-80m, "the charge of 100 and the refund of 20 leave it");
        journal.PostingDate.Should().Be(new DateOnly(2026, 11, 25), "it is the day of issue in the company's zone");
        (journal.SourceId, journal.Post).Should().Be((Id, true));
    }

    [Fact]
    public void The_same_payout_is_planned_the_same_and_after_booking_nothing_more()
    {
        var first = Plan(Everything()).Effects.Single();
        var second = Plan(Everything()).Effects.Single();

        second.Key.Should().Be(first.Key);
        Journal(Plan(Everything())).Should().BeEquivalentTo((GeneralJournal)first.Record);
        Plan(Everything(), Booked(first)).Should().BeEquivalentTo(SubjectPlan.Settled with { Title = "77" });
    }

    [Fact]
    public void Released_reserves_won_disputes_and_returned_fees_come_back_to_the_bank()
    {
        var payout = Payout(54.70m,
            Item("1", BalanceTransactionType.ReserveRelease, 10m),
            Item("2", BalanceTransactionType.DisputeReversal, 30m, fee: -15m) with { DisputeId = "D1" },
            Item("3", BalanceTransactionType.Fee, -0.30m, word: "CHARGEBACK_PROTECTION_FEE"));

        Journal(Plan(payout)).Lines.Select(line => (line.Role, line.Amount)).Should().Equal(
            ("GatewayClearing", 45m), ("GatewayFees", 0.30m), ("GatewayClearing", 10m), ("Bank", 54.70m),
            ("DisputeReceivable", -30m), ("ChargebackFees", -15m), ("GatewayClearing", -0.30m), ("GatewayReserve", -10m), ("GatewayClearing", -54.70m));
    }

    [Fact]
    public void A_withdrawal_takes_money_from_the_bank()
    {
        var journal = Journal(Plan(Payout(-20m, Item("1", BalanceTransactionType.Refund, -20m))));

        journal.Lines.Select(line => (line.Role, line.Amount)).Should().Equal(("GatewayClearing", 20m), ("Bank", -20m));
    }

    [Fact]
    public void A_payout_whose_parts_make_another_sum_is_a_case_with_the_figures_and_nothing_is_written()
    {
        var plan = Plan(Payout(90m, Item("1", BalanceTransactionType.Charge, 100m, fee: 2.40m)));

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Code.Should().Be("payout.does-not-tie");
        plan.Fault.Message.Should().Be("Payout 77 states 90.00 EUR, but its 1 transactions make 100.00 EUR less fees 2.40 EUR = 97.60 EUR: difference -7.60 EUR.");
        plan.Fault.Hint.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void A_transaction_whose_gross_less_fee_is_not_its_net_is_named()
    {
        var plan = Plan(Payout(97m, Item("1", BalanceTransactionType.Charge, 100m, fee: 2.40m) with { Net = Euro(97m) }));

        plan.Fault!.Code.Should().Be("payout.item-does-not-tie");
        plan.Fault.Message.Should().Be("Transaction 1 (CHARGE) of payout 77: 100.00 EUR less fee 2.40 EUR is 97.60 EUR, but it states 97.00 EUR: difference -0.60 EUR.");
    }

    [Fact]
    public void A_fresh_payout_waits_for_transactions_that_the_list_does_not_show_yet()
    {
        var payout = Payout(90m, Item("1", BalanceTransactionType.Charge, 100m));

        Plan(payout, now: Issued.AddMinutes(59)).Wait!.Cause.Should().Be("payout-transactions");
        Plan(payout, now: Issued.AddMinutes(61)).Fault!.Code.Should().Be("payout.does-not-tie");
    }

    [Fact]
    public void Roles_without_account_are_named_with_their_amounts()
    {
        var plan = Plan(Everything(), accounts: new Accounts(AccountRole.GatewayReserve, AccountRole.ChargebackFees));

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Code.Should().Be("payout.account-unmapped");
        plan.Fault.Message.Should().Be("Payout 77 needs accounts that are not mapped: ChargebackFees (15.00 EUR), GatewayReserve (10.00 EUR).");
        plan.Fault.Hint.Should().Contain("ChargebackFees, GatewayReserve");
    }

    [Fact]
    public void An_adjustment_without_a_role_is_booked_to_the_bank_stays_on_clearing_and_is_a_case()
    {
        var payout = Payout(93m, Item("1", BalanceTransactionType.Charge, 100m), Item("2", BalanceTransactionType.Adjustment, -7m, word: "TAX_ADJUSTMENT_DEBIT") with { Reason = "VAT" });

        var plan = Plan(payout);
        var after = Plan(payout, Booked(plan.Effects.Single()));

        Journal(plan).Lines.Select(line => (line.Role, line.Amount)).Should().Equal(("Bank", 93m), ("GatewayClearing", -93m));
        plan.PlanAgain.Should().BeTrue();
        after.Fault!.Code.Should().Be("payout.adjustment-open");
        after.Fault.Message.Should().Be("Payout 77 is booked (PO-77); on the clearing account stays -7.00 EUR of TAX_ADJUSTMENT_DEBIT 'VAT'.");
        after.Fault.Hint.Should().Contain("AdjustmentRoles");
    }

    [Theory]
    [InlineData(PayoutStatus.Scheduled)]
    [InlineData(PayoutStatus.Failed)]
    [InlineData(PayoutStatus.Cancelled)]
    public void Only_paid_payouts_are_booked(PayoutStatus status)
    {
        var plan = Plan(Everything() with { Status = status });

        plan.Effects.Should().BeEmpty();
        plan.Fault.Should().BeNull();
        plan.Notes.Should().ContainSingle();
    }

    [Fact]
    public void A_payout_that_fails_changes_or_goes_after_it_was_booked_is_a_case()
    {
        var booked = Booked(Plan(Everything()).Effects.Single());

        Plan(Everything() with { Status = PayoutStatus.Failed }, booked).Fault!.Code.Should().Be("payout.failed-after-booking");
        Plan(Everything() with { Net = Euro(18m) }, booked).Fault!.Message.Should().Be("Payout 77 states 18.00 EUR now, but journal PO-77 booked 17.60 EUR.");
        Planner().Plan(Id, new PayoutReading(null, booked), Now).Fault!.Code.Should().Be("payout.gone-after-booking");
    }

    [Fact]
    public void Transactions_in_another_currency_are_a_case()
    {
        var dollar = new Money(100m, Currency.FromCode("USD"));

        var plan = Plan(Payout(100m, Item("1", BalanceTransactionType.Charge, 100m) with { Amount = dollar }));

        plan.Fault!.Code.Should().Be("payout.currency-differs");
    }

    [Fact]
    public void A_closed_period_posts_into_the_next_one_or_is_a_case()
    {
        FinancePeriod[] calendar =
        [
            new("2026-11", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), null, Issued, null),
            new("2026-12", new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 31), null, null, null),
        ];

        Journal(Plan(Everything(), options: Options(options => options.Calendar = calendar))).PostingDate.Should().Be(new DateOnly(2026, 12, 1));
        var refused = Plan(Everything(), options: Options(options => (options.Calendar, options.ClosedPeriod) = (calendar, ClosedPeriodPolicy.Reject)));
        (refused.Fault!.Code, refused.Fault.Message).Should().Be(("payout.refused", "Payout 77 of 17.60 EUR is not booked: PeriodClosed."));
    }

    [Fact]
    public void Payouts_before_the_first_day_are_left_alone()
    {
        Plan(Everything(), options: Options(options => options.BookFrom = new DateOnly(2026, 11, 26))).Effects.Should().BeEmpty();
        Plan(Everything(), options: Options(options => options.BookFrom = new DateOnly(2026, 11, 25))).Effects.Should().ContainSingle();
    }

    [Fact]
    public void A_lost_dispute_becomes_a_loss_once()
    {
        var planner = new DisputePlanner("shop", "erp", Options(), new Accounts());
        var dispute = new PaymentDispute { Id = "gid://shop/Dispute/9", Gateway = "card", Status = DisputeStatus.Lost, Amount = Euro(30m), OpenedAt = Issued, ClosedAt = Issued.AddDays(1) };

        var effect = planner.Plan(dispute.Id, new DisputeReading(dispute, null), Now).Effects.Single();

        var journal = (GeneralJournal)effect.Record;
        journal.Lines.Select(line => (line.Role, line.Amount)).Should().Equal(("ChargebackLoss", 30m), ("DisputeReceivable", -30m));
        journal.PostingDate.Should().Be(new DateOnly(2026, 11, 26));
        var booked = new WrittenRecord(LinkNames.Journal, new RecordRef("j", null, "DSP-9"), null);
        planner.Plan(dispute.Id, new DisputeReading(dispute, booked), Now).Should().Be(SubjectPlan.Settled);
        planner.Plan(dispute.Id, new DisputeReading(dispute with { Status = DisputeStatus.Won }, booked), Now).Fault!.Code.Should().Be("dispute.won-after-loss");
        planner.Plan(dispute.Id, new DisputeReading(dispute with { Status = DisputeStatus.Open }, null), Now).Should().Be(SubjectPlan.Settled);
        planner.Plan(dispute.Id, new DisputeReading(dispute with { IsInquiry = true }, null), Now).Should().Be(SubjectPlan.Settled);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Auckland")]
    [InlineData("UTC")]
    public void Loss_that_is_known_by_its_day_is_booked_on_that_day(string zone)
    {
        var day = new DateOnly(2026, 2, 1);
        FinancePeriod[] calendar =
        [
            new("2026-01", new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), null, Issued.AddYears(-1), null),
            new("2026-02", day, new DateOnly(2026, 2, 28), null, null, null),
        ];
        var options = Options(options => (options.CompanyTimeZone, options.Calendar, options.ClosedPeriod) = (TimeZoneInfo.FindSystemTimeZoneById(zone), calendar, ClosedPeriodPolicy.Reject));
        options.BookFrom = day;
        var dispute = new PaymentDispute { Id = "gid://shop/Dispute/9", Gateway = "card", Status = DisputeStatus.Lost, Amount = Euro(30m), OpenedAt = Issued.AddYears(-1), ClosedOn = day };

        ((GeneralJournal)Plan().Effects.Single().Record).PostingDate.Should().Be(day);
        options.BookFrom = day.AddDays(1);
        Plan().Should().Be(SubjectPlan.Settled);

        SubjectPlan Plan() => new DisputePlanner("shop", "erp", options, new Accounts()).Plan(dispute.Id, new DisputeReading(dispute, null), Now);
    }

    private static Payout Everything() => Payout(17.60m,
        Item("1", BalanceTransactionType.Charge, 100m, fee: 2.40m),
        Item("2", BalanceTransactionType.Refund, -20m),
        Item("3", BalanceTransactionType.ReserveHold, -10m),
        Item("4", BalanceTransactionType.Adjustment, -5m, word: "SHIPPING_LABEL"),
        Item("5", BalanceTransactionType.Dispute, -30m, fee: 15m) with { DisputeId = "D1" });

    private static Payout Payout(decimal net, params BalanceTransaction[] items) =>
        new() { Id = Id, Number = "77", Gateway = "card", Status = PayoutStatus.Paid, IssuedAt = Issued, Net = Euro(net), Transactions = items };

    private static BalanceTransaction Item(string id, BalanceTransactionType type, decimal amount, decimal fee = 0m, string? word = null) => new()
    {
        Id = id,
        Type = type,
        SourceType = word ?? type.ToString().ToUpperInvariant(),
        At = Issued.AddDays(-1),
        Amount = Euro(amount),
        Fee = Euro(fee),
        Net = Euro(amount - fee),
    };

    private static Money Euro(decimal amount) => new(amount, Eur);

    private static PayoutSyncOptions Options(Action<PayoutSyncOptions>? change = null)
    {
        var options = new PayoutSyncOptions { CompanyTimeZone = TimeZoneInfo.CreateCustomTimeZone("CET", TimeSpan.FromHours(1), "CET", "CET") };
        options.AdjustmentRoles["shipping_label"] = AccountRole.MarketplaceFees;
        change?.Invoke(options);
        return options;
    }

    private static PayoutPlanner Planner(PayoutSyncOptions? options = null, Accounts? accounts = null) => new("shop", "erp", options ?? Options(), accounts ?? new Accounts());

    private static SubjectPlan Plan(Payout payout, WrittenRecord? booked = null, DateTimeOffset? now = null, PayoutSyncOptions? options = null, Accounts? accounts = null) =>
        Planner(options, accounts).Plan(payout.Id, new PayoutReading(payout, booked), now ?? Now);

    private static GeneralJournal Journal(SubjectPlan plan) => (GeneralJournal)plan.Effects.Should().ContainSingle().Which.Record;

    private static WrittenRecord Booked(PlannedEffect effect) => new(effect.LinkName!, new RecordRef("GeneralJournal:PO-77", null, "PO-77"), effect.LinkMemo);

    private sealed class Accounts(params AccountRole[] missing) : IJournalAccounts
    {
        public string? AccountOf(JournalEntry journal, JournalLine line) => missing.Contains(line.Role) ? null : line.Role switch
        {
            AccountRole.Bank => "1200",
            AccountRole.GatewayClearing => "1210",
            AccountRole.GatewayReserve => "1220",
            AccountRole.DisputeReceivable => "1230",
            AccountRole.GatewayFees => "6010",
            AccountRole.ChargebackFees => "6020",
            AccountRole.MarketplaceFees => "6030",
            AccountRole.ChargebackLoss => "6040",
            _ => null,
        };
    }
}
