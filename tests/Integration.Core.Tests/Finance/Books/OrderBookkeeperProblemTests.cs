using ErpSync.Core.Tests.Planning;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Accounts.Files;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using static ErpSync.Core.Tests.Finance.Books.BookedOrder;

namespace ErpSync.Core.Tests.Finance.Books;

/// <summary>What cannot be booked is named with its figures, and everything else is booked.</summary>
public sealed class OrderBookkeeperProblemTests
{
    [Fact]
    public void A_refund_above_what_was_captured_waits_for_a_person_and_the_rest_is_booked()
    {
        var order = Shipped();
        var books = Of(order with { Refunds = [Refund("1", 10) with { Adjustments = [Orders.Money(50m)] }], Payments = [.. order.Payments, PaidBack("1", 50m)] });

        var problem = books.Problems.Should().ContainSingle().Which;
        problem.Code.Should().Be("RefundExceedsCaptured");
        problem.Remedy.Should().Contain("gateway");
        Sums(books)[AccountRole.Sales].Should().Be(-30m);
    }

    [Fact]
    public void A_refund_whose_money_is_not_its_parts_names_both_figures()
    {
        var order = Shipped();
        var refunded = order with
        {
            Lines = [order.Lines[0] with { CurrentQuantity = 2 }],
            Totals = new OrderTotals { Current = Orders.Money(29.75m), Tax = Orders.Money(4.75m) },
            Refunds = [Refund("1", 10) with { Lines = [Back(RestockType.Return)] }],
            Payments = [.. order.Payments, PaidBack("1", 9m)],
        };

        Of(refunded).Problems.Should().Contain(static problem => problem.Code == "RefundImbalance" && problem.Message.Contains("9.00") && problem.Message.Contains("11.90"));
        Sums(Of(refunded, policies: new FinancePolicies { RefundBalance = RefundBalance.Adjust }))[AccountRole.RestockingFees].Should().Be(-2.90m);
    }

    [Fact]
    public void An_unknown_gateway_is_named_and_the_sale_is_booked()
    {
        var order = Shipped();
        var books = Of(order with { Payments = [order.Payments[0] with { Gateway = "barter" }] });

        var problem = books.Problems.Should().ContainSingle().Which;
        problem.Code.Should().Be(AccountProblems.Unmapped);
        problem.Message.Should().Contain("barter");
        Accounts(books)["40100"].Should().Be(-30m);
    }

    [Fact]
    public void An_order_that_does_not_tie_is_not_booked_at_all_and_says_why()
    {
        var order = Shipped();
        var books = Of(order with { Totals = order.Totals with { Current = Orders.Money(99m), Original = null } });

        books.Journals.Should().BeEmpty();
        books.Problems.Should().Contain(static problem => problem.Code == "OrderDoesNotTie" && problem.Message.Contains("99.00") && problem.Message.Contains("41.65"));
    }

    [Fact]
    public void A_closed_period_moves_or_refuses_by_policy()
    {
        FinancePeriod[] calendar =
        [
            new("2026-03", new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31), null, Orders.Placed.AddDays(-1), null),
            new("2026-04", new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30), null, null, null),
        ];

        var moved = Bookkeeper(setup: Setup with { Calendar = calendar }).Of(Shipped());
        moved.Journals.Should().OnlyContain(static journal => journal.PostingDate == new DateOnly(2026, 4, 1) && journal.LateFor == "2026-03");
        var refused = Bookkeeper(setup: Setup with { Calendar = calendar, Policies = new FinancePolicies { ClosedPeriod = ClosedPeriodPolicy.Reject } }).Of(Shipped());
        refused.Journals.Should().BeEmpty();
        refused.Problems.Should().OnlyContain(static problem => problem.Code == "PeriodClosed").And.HaveCount(3);
    }
}
