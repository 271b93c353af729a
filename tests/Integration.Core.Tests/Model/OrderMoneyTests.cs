using CsCheck;
using ErpSync.Core.Tests.Planning;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Model;

public sealed class OrderMoneyTests
{
    [Fact]
    public void Orders_whose_parts_make_their_total_tie() =>
        Orders.Any.Sample(static order => OrderMoney.Check(order).Should().BeEmpty());

    [Fact]
    public void A_cent_too_much_in_the_total_is_named_on_both_sides()
    {
        var order = Orders.Of([Orders.Line("L1", 2, 50m)]);
        var wrong = order with { Totals = new OrderTotals { Current = Orders.Money(119.01m) } };

        var found = OrderMoney.Check(wrong);

        found.Select(static one => (one.Identity, one.Side, one.Field)).Should().Equal(
            ("CurrentTotal", CurrencyHandling.Shop, "totals.current"), ("CurrentTotal", CurrencyHandling.Presentment, "totals.current"));
        found[0].Expected.Amount.Should().Be(119.00m);
        found[0].Found.Amount.Should().Be(119.01m);
        found[0].Bound.IsZero.Should().BeTrue();
        found[0].ToString().Should().Contain("119.01 EUR").And.Contain("Read the order again");
    }

    [Fact]
    public void Tax_of_three_lines_on_one_is_named_with_its_line()
    {
        var first = Orders.Line("L1", 1, 100m) with { TaxLines = [new TaxLine("VAT", 0.19m, Orders.Money(38m))] };
        var second = Orders.Line("L2", 1, 100m, rate: 0m);

        var found = OrderMoney.Check(Orders.Of([first, second]));

        found.Should().OnlyContain(static one => one.Identity == "LineTax" && one.Field == "lines[L1].taxLines" && one.Bound.Amount == 0.005m);
    }

    [Fact]
    public void Refunds_before_reading_lower_what_is_left()
    {
        var line = Orders.Line("L1", 4, 300m, current: 1);
        var order = Orders.Of([line]) with
        {
            Totals = new OrderTotals { Current = Orders.Money(238m), Original = Orders.Money(1428m) },
            Refunds =
            [
                new Refund
                {
                    Id = "9", CreatedAt = Orders.Placed.AddDays(1),
                    Lines = [new RefundLine { LineId = "L1", Quantity = 3, Subtotal = Orders.Money(1000m), Tax = Orders.Money(190m) }],
                },
            ],
        };

        OrderMoney.Check(order).Should().BeEmpty();
    }

    [Fact]
    public void A_line_added_by_an_edit_does_not_break_the_total_as_placed()
    {
        var placed = Orders.Of([Orders.Line("L1", 1, 100m)]);
        var edited = Orders.Of([Orders.Line("L1", 1, 100m), Orders.Line("L2", 1, 10m)]);

        OrderMoney.Check(edited with { Totals = edited.Totals with { Original = placed.Totals.Current } }).Should().BeEmpty();
    }

    [Fact]
    public void A_side_that_is_not_stated_is_named_once()
    {
        var order = Orders.Of([Orders.Line("L1", 1, 10m, rate: 0m)]);
        var line = order.Lines[0] with { UnitPrice = new MoneyPair(new Money(10m, Orders.Eur), null) };

        var found = OrderMoney.Check(order with { Lines = [line] });

        found.Should().ContainSingle().Which.Should().Match<OrderMoneyMismatch>(static one =>
            one.Identity == "MoneySide" && one.Side == CurrencyHandling.Presentment && one.Field == "lines[L1].unitPrice");
    }

    [Fact]
    public void More_allocated_discount_than_stated_is_named()
    {
        var order = Orders.Of([Orders.Line("L1", 1, 100m, discount: 10m, rate: 0m)]);
        var wrong = order with { Totals = order.Totals with { Discounts = Orders.Money(9m) } };

        OrderMoney.Check(wrong).Should().Contain(static one => one.Identity == "Discounts" && one.Expected.Amount == 10m && one.Found.Amount == 9m);
    }
}
