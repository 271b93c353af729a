using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ErpSync.Sandbox.Shopify.Graph;

/// <summary>A scalar that travels as a JSON string: amounts, times, addresses, 64-bit numbers.</summary>
internal sealed class TextScalar : ScalarGraphType
{
    public TextScalar(string name) => Name = name;

    public static string Text(object value) => value switch
    {
        decimal amount => amount.ToString("0.0#########", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public override object? Serialize(object? value) => value is null ? null : Text(value);

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Checked((string)text.Value),
        GraphQLIntValue number => Checked((string)number.Value),
        GraphQLFloatValue number => Checked((string)number.Value),
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value is null ? null : Checked(Text(value));

    public override bool CanParseLiteral(GraphQLValue value) => value is GraphQLStringValue or GraphQLIntValue or GraphQLFloatValue or GraphQLNullValue;

    public override bool CanParseValue(object? value) => true;

    private string Checked(string text) => Name switch
    {
        "Decimal" or "Money" when !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) =>
            throw new FormatException($"'{text}' is not a decimal number."),
        "DateTime" when !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) =>
            throw new FormatException($"'{text}' is not an ISO-8601 instant."),
        _ => text,
    };
}
