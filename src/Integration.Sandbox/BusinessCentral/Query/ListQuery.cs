using Microsoft.OData.UriParser;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>The parsed query options of a list.</summary>
internal sealed record ListQuery
{
    public FilterClause? Filter { get; init; }

    public OrderByClause? OrderBy { get; init; }

    public SelectExpandClause? SelectExpand { get; init; }

    public long? Top { get; init; }

    public long? Skip { get; init; }

    public bool Count { get; init; }

    public Guid? SkipToken { get; init; }

    /// <summary><c>Prefer: odata.maxpagesize</c>.</summary>
    public int? PageSize { get; init; }

    /// <summary>True with <c>$schemaversion=2.1</c>: <c>in (…)</c> and nested functions are understood.</summary>
    public bool NewerSyntax { get; init; }
}
