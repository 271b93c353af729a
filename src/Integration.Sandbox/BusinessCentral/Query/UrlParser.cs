using System.Globalization;
using System.Text.RegularExpressions;
using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>Parses paths and query options with the OData library against the model of a route.</summary>
internal sealed partial class UrlParser(IEdmModel model)
{
    private static readonly string[] Unsupported = ["$search", "$apply", "$compute", "$deltatoken"];
    private readonly StringAsEnumResolver _resolver = new();

    public IEdmModel Model { get; } = model;

    /// <param name="relativeUrl">Path and query below the route.</param>
    /// <param name="prefer">The Prefer header.</param>
    /// <param name="companyId">Company of URLs that name none.</param>
    public ParsedUrl Parse(string relativeUrl, string prefer, Func<string, Guid> companyId)
    {
        var split = relativeUrl.Split('?', 2);
        var options = Options(split.Length > 1 ? split[1] : "");
        var match = ActionSegment().Match(split[0]);
        var path = match.Success ? split[0][..match.Index] : split[0];
        path = path.Trim('/');
        if (!path.StartsWith("companies", StringComparison.Ordinal) && !path.StartsWith("subscriptions", StringComparison.Ordinal))
        {
            path = $"companies({companyId(Value(options, "company"))})/{path}";
        }

        if (options.Find(option => Unsupported.Contains(option.Name, StringComparer.Ordinal)).Name is { } unsupported)
        {
            throw ErpError.NotImplemented($"The query option '{unsupported}' is not supported.");
        }

        try
        {
            var known = options.Where(option => option.Name is "$filter" or "$select" or "$expand" or "$orderby" or "$top" or "$skip" or "$count");
            var parser = new ODataUriParser(
                Model, new Uri(path + "?" + string.Join('&', known.Select(option => option.Name + "=" + option.Value)), UriKind.Relative))
            {
                Resolver = _resolver,
                UrlKeyDelimiter = ODataUrlKeyDelimiter.Parentheses,
            };
            return new ParsedUrl(parser.ParsePath(), Query(parser, options, prefer), match.Success ? match.Groups["action"].Value : "",
                string.Join('&', options.Where(option => option.Name is not ("$skiptoken" or "$top" or "$skip" or "aid"))
                    .Select(option => option.Name + "=" + option.Value)), split[0].Trim('/'));
        }
        catch (ODataUnrecognizedPathException wrong)
        {
            throw ErpError.UnknownSegment(wrong.CurrentSegment ?? path.Split('/')[^1]);
        }
        catch (ODataException wrong)
        {
            throw ErpError.BadRequest(wrong.Message);
        }
    }

    private static ListQuery Query(ODataUriParser parser, List<(string Name, string Value)> options, string prefer)
    {
        var size = PageSize().Match(prefer);
        return new ListQuery
        {
            Filter = parser.ParseFilter(),
            OrderBy = parser.ParseOrderBy(),
            SelectExpand = parser.ParseSelectAndExpand(),
            Top = parser.ParseTop(),
            Skip = parser.ParseSkip(),
            Count = parser.ParseCount() == true,
            SkipToken = Value(options, "$skiptoken") is { Length: > 0 } token
                ? Guid.TryParse(token, out var id) ? id : throw ErpError.BadRequest("The skip token is not valid.")
                : null,
            PageSize = int.TryParse(size.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0
                ? page
                : null,
            NewerSyntax = Value(options, "$schemaversion") == "2.1",
        };
    }

    private static List<(string Name, string Value)> Options(string query) =>
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=', 2))
            .Select(parts => (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? parts[1] : "")),
    ];

    private static string Value(List<(string Name, string Value)> options, string name) =>
        Uri.UnescapeDataString(options.Find(option => option.Name == name).Value ?? "").Replace('+', ' ');

    [GeneratedRegex(@"/Microsoft\.NAV\.(?<action>\w+)/?(\(\))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ActionSegment();

    [GeneratedRegex(@"odata\.maxpagesize\s*=\s*(\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageSize();
}
