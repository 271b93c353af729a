using System.Globalization;
using System.Text;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>A request address made of names of the model only; the options are escaped when it is written.</summary>
internal sealed record BcQuery(string Path)
{
    public BcScope Scope { get; init; }

    public string? Filter { get; init; }

    public string? Select { get; init; }

    public string? Expand { get; init; }

    public string? OrderBy { get; init; }

    public int? Top { get; init; }

    public static BcQuery Set(string set) => new(set);

    public static BcQuery Record(string set, Guid id) => new($"{set}({id:D})");

    public static BcQuery Children(string set, Guid id, string children) => new($"{set}({id:D})/{children}");

    public static BcQuery Action(string set, Guid id, string action) => new($"{set}({id:D})/{action}");

    public static string Eq(string field, string value) => $"{field} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Eq(string field, Guid value) => $"{field} eq {value:D}";

    public static string Any(string field, IEnumerable<string> values) => string.Join(" or ", values.Select(value => Eq(field, value)));

    public static string Any(string field, IEnumerable<Guid> values) => string.Join(" or ", values.Select(value => Eq(field, value)));

    public static string Literal(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public override string ToString()
    {
        var text = new StringBuilder(Path);
        var separator = '?';
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        Add("$filter", Filter);
        Add("$select", Select);
        Add("$expand", Expand);
        Add("$orderby", OrderBy);
        Add("$top", Top?.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
