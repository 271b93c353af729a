using ErpSync.Ownership;

namespace ErpSync.Core.Tests.Ownership;

public sealed class FieldValueTests
{
    [Theory]
    [InlineData("10", "10.00")]
    [InlineData("0", "-0.000")]
    [InlineData("-2.5", "-2.50")]
    public void Decimals_are_equal_by_value(string a, string b) =>
        FieldValue.Of(decimal.Parse(a, System.Globalization.CultureInfo.InvariantCulture))
            .Should().Be(FieldValue.Of(decimal.Parse(b, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_hash_is_that_of_the_canonical_text()
    {
        // The first digits of sha256 over t:AX-100, b:true and o:city=Bonn\x1Fstreet=Elm 1.
        FieldValue.Of("AX-100").Hash.Should().Be("35fe2250a78c191e");
        FieldValue.Of(true).Hash.Should().Be("9545dfe9be9f29ae");
        FieldValue.OfObject([new("street", "Elm 1"), new("city", "Bonn"), new("zip", null)]).Hash.Should().Be("090de4f49f0f4bf6");
    }

    [Fact]
    public void Sets_and_objects_have_no_order()
    {
        FieldValue.OfSet(["b", "a", "b"]).Should().Be(FieldValue.OfSet(["a", "b"]));
        FieldValue.OfObject([new("a", "1"), new("b", null)]).Should().Be(FieldValue.OfObject([new("a", "1")]));
        FieldValue.Of("").Should().NotBe(FieldValue.Null);
        FieldValue.Of("1").Should().NotBe(FieldValue.Of(1m));
    }
}
