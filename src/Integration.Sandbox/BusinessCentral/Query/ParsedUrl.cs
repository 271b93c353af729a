using Microsoft.OData.UriParser;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>A parsed request URL.</summary>
/// <param name="Path">Segments of the path, without a bound action.</param>
/// <param name="Query">Query options.</param>
/// <param name="Action">Bound action without namespace, or nothing.</param>
/// <param name="Options">The query string as sent, without skip token and top, for the link of the next page.</param>
/// <param name="RelativePath">The path as sent.</param>
internal sealed record ParsedUrl(ODataPath Path, ListQuery Query, string Action, string Options, string RelativePath);
