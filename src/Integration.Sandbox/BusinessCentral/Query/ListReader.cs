using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;
using Microsoft.OData.UriParser;

namespace ErpSync.Sandbox.BusinessCentral.Query;

/// <summary>Answers lists: filters, sorts, pages. Runs inside the gate of the database.</summary>
internal sealed class ListReader(ErpDatabase database, int maxPageSize)
{
    private const int RememberedCursors = 5_000;

    private readonly Dictionary<Guid, PageCursor> _cursors = [];
    private readonly Queue<Guid> _cursorOrder = new();

    /// <summary>Reads one page.</summary>
    /// <param name="target">The collection.</param>
    /// <param name="query">Parsed query options.</param>
    /// <param name="asOf">Instant whose state is shown; null for the newest.</param>
    public ErpPage Read(ErpTarget target, ListQuery query, DateTimeOffset? asOf)
    {
        var compiler = new FilterCompiler(database, target.Entity, query.NewerSyntax);
        var filter = compiler.Compile(query.Filter);
        RequireParent(target, filter);
        var sort = Sorts(target.Entity, query.OrderBy);
        var rows = Candidates(target, filter, asOf).Where(filter.Matches);
        var ordered = sort.Count == 0 && filter.Equalities.Count == 0 && asOf is null
            ? rows
            : rows.Order(Comparer<ErpRow>.Create((a, b) => Compare(Keys(sort, a), a.Position, Keys(sort, b), b.Position, sort)));
        int? count = null;
        if (query.Count || target.CountOnly)
        {
            var all = ordered.ToList();
            count = all.Count;
            ordered = all;
        }

        if (query.SkipToken is { } token)
        {
            var cursor = _cursors.GetValueOrDefault(token) ?? throw ErpError.BadRequest("The skip token is not valid.");
            ordered = ordered.Where(row => Compare(Keys(sort, row), row.Position, cursor.Keys, cursor.Position, sort) > 0);
        }

        if (query.SkipToken is null && query.Skip is { } skip)
        {
            ordered = ordered.Skip((int)Math.Min(skip, int.MaxValue));
        }

        var size = Math.Min(query.PageSize ?? maxPageSize, maxPageSize);
        var wanted = (int)Math.Min(query.Top ?? long.MaxValue, size);
        var page = ordered.Take(wanted + 1).ToList();
        var more = page.Count > wanted && (query.Top is null || query.Top > wanted);
        page = page.Count > wanted ? page[..wanted] : page;
        return new ErpPage(page, count, more && page.Count > 0 ? Remember(sort, page[^1]) : null, query.Top - page.Count);
    }

    private static void RequireParent(ErpTarget target, ErpFilter filter)
    {
        var parent = target.Entity.ParentFilter;
        if (parent.Length > 0 && target.Parent is null && !filter.Equalities.ContainsKey(parent) && !filter.Equalities.ContainsKey("id"))
        {
            throw ErpError.Dialog(target.Entity.ParentFilterError);
        }
    }

    private IEnumerable<ErpRow> Candidates(ErpTarget target, ErpFilter filter, DateTimeOffset? asOf)
    {
        var table = database[target.Entity.Set];
        var linked = target.Link is { } link ? (Property: link.Target, Value: target.Parent![link.Source]) : default;
        IEnumerable<ErpRow> rows;
        if (linked.Property is not null)
        {
            rows = table.Where(linked.Property, linked.Value);
        }
        else
        {
            var indexed = filter.Equalities.FirstOrDefault(pair => table.HasIndex(pair.Key));
            rows = indexed.Key is null ? table.Rows : table.Where(indexed.Key, indexed.Value);
        }

        if (asOf is not { } instant)
        {
            return rows;
        }

        var old = database.Since(table, instant);
        var earlier = old.Values.OfType<ErpRow>().Where(row => linked.Property is null || row[linked.Property].Equals(linked.Value));
        return rows.Where(row => !old.ContainsKey(row.Id)).Concat(earlier).OrderBy(row => row.Position);
    }

    private List<(Func<ErpRow, object> Key, bool Descending)> Sorts(ErpEntity entity, OrderByClause? clause)
    {
        var sorts = new List<(Func<ErpRow, object>, bool)>();
        for (var current = clause; current is not null; current = current.ThenBy)
        {
            if (current.Expression is not SingleValuePropertyAccessNode access || entity.Find(access.Property.Name) is not { } property)
            {
                throw ErpError.NotImplemented("Only properties can be sorted by.");
            }

            Func<ErpRow, object> key = property.Flow is { } flow ? row => flow(database, row) : row => row[property.Name];
            sorts.Add((key, current.Direction == OrderByDirection.Descending));
        }

        if (sorts.Count == 0 && entity.HasSequence)
        {
            sorts.Add((row => row["documentId"], false));
            sorts.Add((row => row["sequence"], false));
        }

        return sorts;
    }

    private static object[] Keys(List<(Func<ErpRow, object> Key, bool Descending)> sorts, ErpRow row) => [.. sorts.Select(sort => sort.Key(row))];

    private static int Compare(
        object[] left, long leftPosition, object[] right, long rightPosition,
        List<(Func<ErpRow, object> Key, bool Descending)> sorts)
    {
        for (var index = 0; index < sorts.Count; index++)
        {
            var order = ErpValues.Compare(left[index], right[index]);
            if (order != 0)
            {
                return sorts[index].Descending ? -order : order;
            }
        }

        return leftPosition.CompareTo(rightPosition);
    }

    private Guid Remember(List<(Func<ErpRow, object> Key, bool Descending)> sorts, ErpRow last)
    {
        var token = database.NewId();
        _cursors[token] = new PageCursor(Keys(sorts, last), last.Position);
        _cursorOrder.Enqueue(token);
        if (_cursorOrder.Count > RememberedCursors)
        {
            _cursors.Remove(_cursorOrder.Dequeue());
        }

        return token;
    }
}
