using ErpSync.Core.Tests.Planning;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Accounts.Files;
using ErpSync.Finance.Histories;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Policies;
using ErpSync.Model;
using static ErpSync.Core.Tests.Finance.Books.BookedOrder;

namespace ErpSync.Core.Tests.Finance.Books;

/// <summary>From an order as the shop tells it to the journal the ERP must hold, by role and by account. All amounts were worked out by hand.</summary>
public sealed class OrderBookkeeperTests
{
    [Fact]
    public void Two_parcels_make_two_invoices_and_all_of_the_order()
    {
        var books = Of(Shipped());

        books.Problems.Should().BeEmpty();
        books.Journals.Select(static journal => journal.Doc).Should().Equal("Capture", "Invoice", "Invoice");
        Sums(books).Should().BeEquivalentTo(new Dictionary<AccountRole, decimal>
        {
            [AccountRole.GatewayClearing] = 41.65m,
            [AccountRole.Sales] = -30m,
            [AccountRole.ShippingIncome] = -5m,
            [AccountRole.OutputTax] = -6.65m,
        });
        Accounts(books).Should().Equal(new SortedDictionary<string, decimal> { ["12100"] = 41.65m, ["22019"] = -6.65m, ["40100"] = -30m, ["40400"] = -5m });
        books.Balances!.Ar.Should().Be(0m);
    }

    [Fact]
    public void Refunds_are_booked_each_by_its_cause()
    {
        var order = Shipped();
        var refunded = order with
        {
            Lines = [order.Lines[0] with { CurrentQuantity = 1 }],
            Totals = new OrderTotals { Current = Orders.Money(11.90m), Tax = Orders.Money(1.90m) },
            Refunds =
            [
                Refund("1", 10) with { Lines = [Back(RestockType.Return)] },
                Refund("2", 11) with { Adjustments = [Orders.Money(2m)] },
                Refund("3", 12) with { Lines = [Back(RestockType.NoRestock)] },
                Refund("4", 13) with { Shipping = [new RefundShipping("S1", Orders.Money(5.95m), Orders.Money(0.95m))] },
            ],
            Payments = [.. order.Payments, PaidBack("1", 11.90m), PaidBack("2", 2m), PaidBack("3", 11.90m), PaidBack("4", 5.95m)],
        };

        var books = Of(refunded);

        books.Problems.Should().BeEmpty();
        books.Journals.Count(static journal => journal.Doc == "CreditMemo").Should().Be(4);
        Sums(books).Should().BeEquivalentTo(new Dictionary<AccountRole, decimal>
        {
            [AccountRole.GatewayClearing] = 9.90m,
            [AccountRole.Sales] = -30m,
            [AccountRole.SalesReturns] = 10m,
            [AccountRole.SalesAllowances] = 10m,
            [AccountRole.GoodwillAllowance] = 2m,
            [AccountRole.OutputTax] = -1.90m,
        });
    }

    [Theory]
    [InlineData(1, -30)]
    [InlineData(10, -46)]
    public void Duty_is_given_back_where_it_was_charged(int refundedOn, int sold)
    {
        var order = Shipped();
        var charged = order with
        {
            Lines = [.. order.Lines, new OrderLine { Id = "D1", Kind = OrderLineKind.Charge, Quantity = 1, UnitPrice = Orders.Money(16m), RequiresShipping = false }],
            Refunds =
            [
                Refund("1", refundedOn) with { Lines = [new RefundLine { LineId = "D1", Quantity = 1, RestockType = RestockType.NoRestock, Subtotal = Orders.Money(16m), Tax = Orders.Money(0m) }] },
            ],
            Payments = [.. order.Payments, Received("P2", 16m), PaidBack("1", 16m)],
        };

        var books = Of(charged, new OrderHistorySettings { Unshipped = UnshippedDelivery.WithLastGoods });

        books.Problems.Should().BeEmpty();
        Sums(books).Should().BeEquivalentTo(new Dictionary<AccountRole, decimal>
        {
            [AccountRole.GatewayClearing] = 41.65m,
            [AccountRole.Sales] = -30m,
            [AccountRole.ShippingIncome] = -5m,
            [AccountRole.OutputTax] = -6.65m,
        });
        books.Postings.Where(static posting => posting.Line is { Role: AccountRole.Sales, Amount: < 0m }).Sum(static posting => posting.Line.Amount).Should().Be(sold);
    }

    [Fact]
    public void Goods_that_leave_and_come_back_carry_their_cost()
    {
        var order = Shipped();
        var returned = order with
        {
            Lines = [order.Lines[0] with { CurrentQuantity = 2 }],
            Totals = new OrderTotals { Current = Orders.Money(29.75m), Tax = Orders.Money(4.75m) },
            Refunds = [Refund("1", 10) with { Lines = [Back(RestockType.Return)] }],
            Payments = [.. order.Payments, PaidBack("1", 11.90m)],
        };

        var books = Of(returned, new OrderHistorySettings { UnitCosts = new Dictionary<string, decimal> { ["SKU-L1"] = 4m } });

        books.Problems.Should().BeEmpty();
        Sums(books)[AccountRole.Cogs].Should().Be(8m);
        Sums(books)[AccountRole.Inventory].Should().Be(-8m);
    }

    [Fact]
    public void Gift_cards_tips_and_discounts_with_tax_on_top_have_their_roles()
    {
        var order = Orders.Of(
        [
            Orders.Line("L1", 2, 50m, 10m),
            Orders.Line("L2", 1, 25m, rate: 0m) with { Kind = OrderLineKind.GiftCard, Sku = null, RequiresShipping = false },
            Orders.Line("L3", 1, 3m, rate: 0m) with { Kind = OrderLineKind.Tip, Sku = null, RequiresShipping = false },
        ]) with
        {
            Payments = [Received("P1", 20m, "gift_card"), Received("P2", 115.10m)],
            Fulfilments = [Parcel("F1", 5, ("L1", 2))],
        };

        var books = Of(order);

        books.Problems.Should().BeEmpty();
        Sums(books).Should().BeEquivalentTo(new Dictionary<AccountRole, decimal>
        {
            [AccountRole.GatewayClearing] = 115.10m,
            [AccountRole.Sales] = -100m,
            [AccountRole.SalesDiscounts] = 10m,
            [AccountRole.OutputTax] = -17.10m,
            [AccountRole.GiftCardLiability] = -5m,
            [AccountRole.TipsPayable] = -3m,
        });
        Accounts(books)["40100"].Should().Be(-90m, "both roles lead there");
    }

    [Fact]
    public void Each_tax_rate_has_its_account_and_the_answer_names_its_rule()
    {
        var order = Orders.Of([Orders.Line("L1", 1, 100m), Orders.Line("L2", 1, 10m, rate: 0.07m)]) with { Payments = [Received("P1", 129.70m)], Fulfilments = [Parcel("F1", 5, ("L1", 1), ("L2", 1))] };
        var bookkeeper = Bookkeeper();

        var books = bookkeeper.Of(order);

        Accounts(books)["22019"].Should().Be(-19m);
        Accounts(books)["22007"].Should().Be(-0.70m);
        var reduced = books.Postings.Single(static posting => posting.Answer.Account == "22007");
        reduced.Answer.Rule.Should().Be("T7");
        var why = bookkeeper.Explain(reduced);
        why.Considered.Should().ContainSingle(static rule => rule.Rule.Id == "T7").Which.Outcome.Should().Be("answers");
        why.Considered.Should().ContainSingle(static rule => rule.Rule.Id == "T19").Which.Outcome.Should().Contain("VAT@0.07");
    }

    [Fact]
    public void Documents_in_the_buyers_currency_are_booked_at_the_rate_of_the_order()
    {
        var usd = Currency.FromCode("USD");
        MoneyPair Pair(decimal shop, decimal shown) => new(new Money(shop, Orders.Eur), new Money(shown, usd));
        var order = Orders.Of([Orders.Line("L1", 1, 9.20m, rate: 0m)]) with
        {
            PresentmentCurrency = usd,
            Lines = [Orders.Line("L1", 1, 9.20m, rate: 0m) with { UnitPrice = Pair(9.20m, 10m) }],
            Totals = new OrderTotals { Current = Pair(9.20m, 10m) },
            Payments = [Received("P1", 0m) with { Amount = Pair(9.20m, 10m) }],
            Fulfilments = [Parcel("F1", 5, ("L1", 1))],
        };

        var books = Of(order, new OrderHistorySettings { CurrencyHandling = CurrencyHandling.Presentment });

        books.Problems.Should().BeEmpty();
        var sale = books.Postings.Single(static posting => posting.Line.Role == AccountRole.Sales).Line;
        (sale.TransactionAmount, sale.Amount).Should().Be((-10m, -9.20m));
        Sums(books)[AccountRole.GatewayClearing].Should().Be(9.20m);
    }

    [Fact]
    public void Books_that_wait_for_the_invoice_show_nothing_before_it()
    {
        var settings = new OrderHistorySettings { Receipts = ReceiptMoment.AfterInvoice };

        Of(Shipped() with { Fulfilments = [] }, settings).Journals.Should().BeEmpty();
        var books = Of(Shipped(), settings);
        Sums(books)[AccountRole.GatewayClearing].Should().Be(41.65m);
        books.Journals.First(static journal => journal.Doc == "Capture").DocumentDate.Should().Be(new DateOnly(2026, 3, 4), "the first parcel left then");
    }

    [Fact]
    public void Money_given_back_before_any_invoice_is_in_no_books_that_wait_for_it()
    {
        var order = Orders.Of([Orders.Line("L1", 3, 11.90m, included: true)], included: true) with { Payments = [Received("P1", 35.70m)] };
        var cancelled = order with
        {
            CancelledAt = Orders.Placed.AddDays(2),
            Lines = [order.Lines[0] with { CurrentQuantity = 0 }],
            Totals = new OrderTotals { Current = Orders.Money(0m), Tax = Orders.Money(0m) },
            Refunds = [Refund("1", 2) with { Lines = [Back(RestockType.Cancel) with { Quantity = 3, Subtotal = Orders.Money(35.70m), Tax = Orders.Money(5.70m) }] }],
            Payments = [.. order.Payments, PaidBack("1", 35.70m)],
        };
        var partly = order with { Refunds = [Refund("1", 2) with { Adjustments = [Orders.Money(5m)] }], Payments = [.. order.Payments, PaidBack("1", 5m)] };

        var waiting = new OrderHistorySettings { Receipts = ReceiptMoment.AfterInvoice };
        var books = Of(cancelled, waiting);
        books.Problems.Should().BeEmpty();
        books.Journals.Should().BeEmpty();
        Of(partly, waiting).Journals.Should().NotContain(static journal => journal.Doc == "RefundPayment");
        Of(cancelled).Journals.Select(static journal => journal.Doc).Should().Equal(["Capture", "RefundPayment"], "books that know the capture know the refund");
    }

    [Theory]
    [InlineData(ReceiptMoment.OnPayment, true)]
    [InlineData(ReceiptMoment.AfterInvoice, true)]
    [InlineData(ReceiptMoment.AfterInvoice, false)]
    public void Cash_is_received_without_the_change_that_was_given_on_it(ReceiptMoment receipts, bool refunds)
    {
        var change = Received("P2", 10m) with { Kind = PaymentKind.Change };
        var order = Shipped() with { Payments = [Received("P1", 51.65m), change] };

        var books = Of(order, new OrderHistorySettings { Receipts = receipts, RefundPayments = refunds });

        books.Problems.Should().BeEmpty();
        books.Notices.Should().BeEmpty();
        books.Journals.Where(static journal => journal.Doc is "Capture" or "RefundPayment").Should().ContainSingle();
        Sums(books)[AccountRole.GatewayClearing].Should().Be(41.65m);
    }

    [Fact]
    public void Units_cancelled_or_edited_away_before_shipping_are_never_in_the_books()
    {
        var order = Shipped();
        var less = order with
        {
            Lines = [order.Lines[0] with { CurrentQuantity = 2 }],
            Totals = new OrderTotals { Current = Orders.Money(29.75m), Tax = Orders.Money(4.75m) },
            Fulfilments = [Parcel("F1", 48, ("L1", 2))],
        };
        var cancelled = less with
        {
            Refunds = [Refund("1", 1) with { Lines = [Back(RestockType.Cancel)] }],
            Payments = [.. order.Payments, PaidBack("1", 11.90m)],
        };

        foreach (var (now, clearing) in new[] { (less, 41.65m), (cancelled, 29.75m) })
        {
            var books = Of(now);
            books.Problems.Should().BeEmpty();
            Sums(books)[AccountRole.Sales].Should().Be(-20m);
            Sums(books)[AccountRole.ShippingIncome].Should().Be(-5m, "nothing is left to ship");
            Sums(books)[AccountRole.GatewayClearing].Should().Be(clearing);
        }
    }
}
