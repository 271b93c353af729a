namespace ErpSync.Model;

/// <summary>One identity of an order's money that does not hold.</summary>
/// <param name="Identity">Which one: <c>MoneySide</c>, <c>LineTax</c>, <c>CurrentTotal</c>, <c>OriginalTotal</c>, <c>CurrentTax</c> or <c>Discounts</c>.</param>
/// <param name="Side">Side of the money pair it was found on.</param>
/// <param name="Field">Path of the field, for example <c>totals.current</c> or <c>lines[L1].taxLines</c>.</param>
/// <param name="Expected">What the parts give.</param>
/// <param name="Found">What the source states.</param>
/// <param name="Bound">Largest difference that rounding can explain; zero for sums.</param>
/// <param name="Remedy">What a person can do.</param>
public sealed record OrderMoneyMismatch(
    string Identity, CurrencyHandling Side, string Field, Money Expected, Money Found, Money Bound, string Remedy)
{
    /// <summary>One sentence with everything an operator needs.</summary>
    public override string ToString() =>
        $"{Identity} ({Side}): {Field} is {Found}, its parts give {Expected} (rounding explains at most {Bound.ToAmountString()}). {Remedy}";
}
