using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ErpSync.Testing.Conformance;

/// <summary>The notes of the reference server, in order of change time and id. Not thread-safe: the server holds the lock.</summary>
internal sealed class ReferenceTable(TimeProvider time)
{
    private const int LongestText = 100;
    private readonly Dictionary<string, ReferenceRow> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(DateTimeOffset At, string Id), ReferenceRow> _order = new(Comparer<(DateTimeOffset At, string Id)>.Create(
        (left, right) => left.At.CompareTo(right.At) is var order and not 0 ? order : string.CompareOrdinal(left.Id, right.Id)));
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private long _version;

    public IEnumerable<ReferenceRow> Rows => _rows.Values;

    public ReferenceRow? Find(string id) => _rows.GetValueOrDefault(id);

    public void Put(string id, JsonObject? content, string digest = "", bool confirmed = true)
    {
        if (_rows.Remove(id, out var before))
        {
            _order.Remove((before.ChangedAt, id));
        }

        var row = new ReferenceRow(id, ++_version, time.GetUtcNow(), content, digest, confirmed);
        _rows[id] = row;
        _order[(row.ChangedAt, id)] = row;
    }

    public JsonObject Page(Dictionary<string, string> query)
    {
        List<ReferenceRow> rows;
        var more = false;
        if (query.TryGetValue("ids", out var ids))
        {
            rows = [.. ids.Split(',').Select(id => _rows.GetValueOrDefault(id)).OfType<ReferenceRow>()];
        }
        else
        {
            var limit = int.Parse(query["limit"], CultureInfo.InvariantCulture);
            var after = query.TryGetValue("after", out var text) ? text.Split('|', 2) : null;
            rows = [.. _order.Where(row => after is null || IsAfter(row.Key, Instant(after[0]), after[1]))
                .Select(row => row.Value)
                .Where(row => !(query.TryGetValue("from", out var from) && row.ChangedAt < Instant(from)) && !(query.TryGetValue("to", out var to) && row.ChangedAt >= Instant(to)))
                .Take(limit + 1)];
            more = rows.Count > limit;
            rows = [.. rows.Take(limit)];
        }

        return new JsonObject { ["count"] = rows.Count, ["more"] = more, ["notes"] = new JsonArray([.. rows.Select(Write)]) };
    }

    public JsonObject ByKey(string key) => _keys.TryGetValue(key, out var id) && _rows[id].IsConfirmed
        ? new JsonObject { ["id"] = id, ["version"] = Text(_rows[id].Version) } : [];

    public (HttpStatusCode, JsonObject) Create(JsonObject body)
    {
        var key = body["key"]!.GetValue<string>();
        var content = body["note"]!.AsObject();
        var digest = content.ToJsonString();
        if (_keys.TryGetValue(key, out var known))
        {
            return _rows[known].Digest == digest
                ? (HttpStatusCode.OK, Created(known, replay: true))
                : (HttpStatusCode.Conflict, new JsonObject { ["code"] = "key-reused" });
        }

        if (Refusal(content) is { } refused)
        {
            return refused;
        }

        var id = content["id"]!.GetValue<string>();
        _keys[key] = id;
        Put(id, content.DeepClone().AsObject(), digest, confirmed: false);
        return (HttpStatusCode.Created, Created(id, replay: false));
    }

    public (HttpStatusCode, JsonObject) Confirm(string id)
    {
        if (!_rows.TryGetValue(id, out var row))
        {
            return (HttpStatusCode.NotFound, new JsonObject { ["code"] = "no-such-note" });
        }

        if (!row.IsConfirmed)
        {
            Put(id, row.Content, row.Digest);
        }

        return (HttpStatusCode.OK, Created(id, replay: false));
    }

    public (HttpStatusCode, JsonObject) Replace(string id, JsonObject body, string? tag)
    {
        if (!_rows.TryGetValue(id, out var row) || row.Content is null)
        {
            return (HttpStatusCode.NotFound, new JsonObject { ["code"] = "no-such-note" });
        }

        if (tag is not null && tag != Text(row.Version))
        {
            return (HttpStatusCode.PreconditionFailed, new JsonObject { ["code"] = "stale", ["version"] = Text(row.Version) });
        }

        if (Refusal(body) is { } refused)
        {
            return refused;
        }

        var same = row.Content.ToJsonString() == body.ToJsonString();
        if (!same)
        {
            Put(id, body.DeepClone().AsObject(), row.Digest);
        }

        var answer = Created(id, replay: false);
        answer["unchanged"] = same;
        return (HttpStatusCode.OK, answer);
    }

    private static (HttpStatusCode, JsonObject)? Refusal(JsonObject content)
    {
        if (content["text"]?.GetValue<string>() is not { Length: > 0 and <= LongestText })
        {
            return (HttpStatusCode.UnprocessableEntity, new JsonObject { ["code"] = "invalid", ["field"] = "text" });
        }

        return content["owner"]?.GetValue<string>() is { } owner && !owner.StartsWith("known-", StringComparison.Ordinal)
            ? (HttpStatusCode.FailedDependency, new JsonObject { ["code"] = "missing", ["what"] = owner })
            : null;
    }

    private JsonObject Created(string id, bool replay) => new()
    {
        ["id"] = id,
        ["version"] = Text(_rows[id].Version),
        ["confirmed"] = _rows[id].IsConfirmed,
        ["replay"] = replay,
    };

    private static JsonObject Write(ReferenceRow row) => new()
    {
        ["id"] = row.Id,
        ["version"] = Text(row.Version),
        ["changedAt"] = row.ChangedAt.ToString("O", CultureInfo.InvariantCulture),
        ["note"] = row.Content?.DeepClone(),
    };

    private static bool IsAfter((DateTimeOffset At, string Id) row, DateTimeOffset at, string id) =>
        row.At > at || (row.At == at && string.CompareOrdinal(row.Id, id) > 0);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
