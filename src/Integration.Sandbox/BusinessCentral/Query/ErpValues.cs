using System.Globalization;
using ErpSync.Sandbox.BusinessCentral.Schema;
using Microsoft.OData;
using Microsoft.OData.Edm;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>Compares values of records with values of queries.</summary>
internal static class ErpValues
{
    /// <summary>The value of a literal in the form that records hold.</summary>
    public static object Normalize(object? literal) => literal switch
    {
        null => "",
        ODataEnumValue member => Member(member),
#pragma warning disable CS0618 // The parser of this major version still yields its own date type.
        Date date => new DateOnly(date.Year, date.Month, date.Day),
#pragma warning restore CS0618
        byte or short or int or long or float or double => Convert.ToDecimal(literal, CultureInfo.InvariantCulture),
        _ => literal,
    };

    public static int Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateOnly a, DateTimeOffset b) => new DateTimeOffset(a, TimeOnly.MinValue, TimeSpan.Zero).CompareTo(b),
        (DateTimeOffset a, DateOnly b) => a.CompareTo(new DateTimeOffset(b, TimeOnly.MinValue, TimeSpan.Zero)),
        (int or decimal, int or decimal) => Convert.ToDecimal(left, CultureInfo.InvariantCulture)
            .CompareTo(Convert.ToDecimal(right, CultureInfo.InvariantCulture)),
        (IComparable a, _) when left.GetType() == right.GetType() => a.CompareTo(right),
        _ => string.CompareOrdinal(left.ToString(), right.ToString()),
    };

    // The parser names a member by its number.
    private static string Member(ODataEnumValue member) =>
        int.TryParse(member.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ErpEnums.Members(member.TypeName.Split('.')[^1])[number]
            : member.Value;
}
