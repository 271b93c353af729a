using CsCheck;
using ErpSync.Model;

namespace ErpSync.Core.Tests.Model;

public sealed class MoneyTests
{
    private static readonly Currency Usd = Currency.FromCode("USD");

    private static readonly Gen<Currency> AnyCurrency = Gen.OneOf("JPY", "USD", "EUR", "KWD", "CLF").Select(Currency.FromCode);

    private static readonly Gen<Money> AnyMoney =
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], AnyCurrency, static (units, currency) => new Money(units * currency.MinorUnit, currency));

    private static readonly Gen<decimal[]> AnyWeights =
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Int[0, 6], static (digits, scale) => new decimal((int)digits, 0, 0, false, (byte)scale)).Array[1, 20];

    [Theory]
    [InlineData("10.00", new[] { "30.00", "20.00", "10.01" }, new[] { "5.00", "3.33", "1.67" })]
    [InlineData("2.50", new[] { "6.25", "1.00", "0.25" }, new[] { "2.09", "0.33", "0.08" })]
    [InlineData("99.99", new[] { "50", "30", "15" }, new[] { "52.63", "31.57", "15.79" })]
    [InlineData("0.05", new[] { "1", "1", "1" }, new[] { "0.02", "0.02", "0.01" })]
    [InlineData("-10.00", new[] { "1", "1", "1" }, new[] { "-3.34", "-3.33", "-3.33" })]
    [InlineData("7.00", new[] { "0", "0" }, new[] { "7.00", "0.00" })]
    public void Allocate_follows_the_largest_remainder(string total, string[] weights, string[] parts)
    {
        var result = new Money(Parse(total), Usd).Allocate(Array.ConvertAll(weights, Parse));
        result.Select(static part => part.Amount).Should().Equal(parts.Select(Parse));
    }

    [Fact]
    public void Allocate_takes_signed_weights()
    {
        var parts = new Money(90m, Usd).Allocate(100m, -10m);
        parts.Select(static part => part.Amount).Should().Equal(100m, -10m);
    }

    [Fact]
    public void Allocate_without_weights_says_what_is_missing()
    {
        var act = () => new Money(1m, Usd).Allocate();
        act.Should().Throw<ArgumentException>().WithMessage("*at least one weight*");
    }

    [Fact]
    public void Allocated_parts_always_add_up_and_stay_within_one_minor_unit_of_their_ideal() =>
        Gen.Select(AnyMoney, AnyWeights).Sample(static (total, weights) =>
        {
            var parts = total.Allocate(weights);
            parts.Sum(static part => part.Amount).Should().Be(total.Amount);
            var sum = weights.Sum();
            for (var i = 0; sum != 0m && i < parts.Length; i++)
            {
                Math.Abs(parts[i].Amount - (total.Amount * weights[i] / sum)).Should().BeLessThanOrEqualTo(total.Currency.MinorUnit);
                (parts[i].Amount % total.Currency.MinorUnit).Should().Be(0m);
            }
        });

    [Fact]
    public void Allocation_of_the_negative_is_the_negative_of_the_allocation() =>
        Gen.Select(AnyMoney, AnyWeights).Sample(static (total, weights) =>
            (-total).Allocate(weights).Should().Equal(total.Allocate(weights).Select(static part => -part)));

    [Fact]
    public void Cumulative_shares_telescope_to_the_whole() =>
        Gen.Select(AnyMoney, Gen.Int[1, 50]).Sample(static (total, units) =>
        {
            var sum = Money.Zero(total.Currency);
            for (var i = 0; i < units; i++)
            {
                sum += total.Share(i + 1, units) - total.Share(i, units);
            }

            sum.Should().Be(total);
        });

    [Fact]
    public void Share_of_the_whole_is_exact_and_the_half_rounds_away_from_zero()
    {
        new Money(10.005m, Usd).Share(3, 3).Amount.Should().Be(10.005m);
        new Money(0.05m, Usd).Share(1, 2).Amount.Should().Be(0.03m);
        new Money(-0.05m, Usd).Share(1, 2).Amount.Should().Be(-0.03m);
    }

    [Theory]
    [InlineData("JPY", 0, "1")]
    [InlineData("USD", 2, "0.01")]
    [InlineData("KWD", 3, "0.001")]
    [InlineData("CLF", 4, "0.0001")]
    public void Currency_knows_its_minor_unit(string code, int decimals, string unit)
    {
        var currency = Currency.FromCode(code);
        currency.MinorUnits.Should().Be(decimals);
        currency.MinorUnit.Should().Be(Parse(unit));
    }

    [Fact]
    public void Unknown_currency_is_refused_with_a_remedy()
    {
        var act = () => Currency.FromCode("XXQ");
        act.Should().Throw<ArgumentException>().WithMessage("*ISO 4217*");
        default(Currency).IsDefined.Should().BeFalse();
    }

    [Fact]
    public void Two_currencies_are_never_added()
    {
        var act = () => new Money(1m, Usd) + new Money(1m, Currency.FromCode("EUR"));
        act.Should().Throw<CurrencyMismatchException>();
    }

    [Fact]
    public void A_missing_side_is_not_borrowed()
    {
        var shown = new Money(5m, Currency.FromCode("EUR"));
        MoneyPair.PresentmentOnly(shown).Side(CurrencyHandling.Shop).Should().BeNull();
        MoneyPair.PresentmentOnly(shown).Side(CurrencyHandling.Presentment).Should().Be(shown);
        new MoneyPair(new Money(1m, Usd), null).Side(CurrencyHandling.Presentment).Should().BeNull();
    }

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
