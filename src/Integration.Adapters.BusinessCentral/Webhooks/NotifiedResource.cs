using System.Text.RegularExpressions;

namespace ErpSync.Adapters.BusinessCentral.Webhooks;

/// <summary>The resource of a notification: company, set, and the record unless the whole set is meant.</summary>
internal readonly partial record struct NotifiedResource(Guid Company, string Set, Guid? Id)
{
    public static NotifiedResource? TryParse(string resource)
    {
        var match = Shape().Match(resource);
        return match.Success && Guid.TryParse(match.Groups["company"].Value, out var company)
            ? new NotifiedResource(company, match.Groups["set"].Value, Guid.TryParse(match.Groups["id"].Value, out var id) ? id : null)
            : null;
    }

    [GeneratedRegex(@"companies\((?<company>[0-9a-fA-F-]{36})\)/(?<set>[A-Za-z]{1,60})(\((?<id>[0-9a-fA-F-]{36})\))?", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
