using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

internal sealed class AheadOfPage(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        SourcePage<ReferenceNote>? held = null;
        await foreach (var page in base.ReadAsync(request, ct))
        {
            if (held is not null)
            {
                yield return held with { Next = new ReferencePosition(page.Records[^1].ChangedAt + ReferencePosition.Overlap, "~").ToCheckpoint() };
            }

            held = page;
        }

        if (held is not null)
        {
            yield return held;
        }
    }
}

internal sealed class TimeOnlyCursor(ReferenceClient client, string id) : Mutant(client, id)
{
    protected override Task<JsonObject> PageAsync(string query, CancellationToken ct)
    {
        var parts = query.Split('&').Select(part => part.StartsWith("after=", StringComparison.Ordinal) && !part.EndsWith("%7C", StringComparison.Ordinal)
            ? string.Concat(part.AsSpan(0, part.LastIndexOf("%7C", StringComparison.Ordinal)), "%7C~") : part);
        return base.PageAsync(string.Join('&', parts), ct);
    }
}

internal sealed class PagesByOffset(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var size = request.PageSizeHint ?? 100;
        for (var offset = 0; ; offset += size)
        {
            var all = new List<SourceRecord<ReferenceNote>>();
            await foreach (var page in base.ReadAsync(request with { PageSizeHint = 100 }, ct))
            {
                all.AddRange(page.Records);
            }

            var rows = all.Skip(offset).Take(size).ToList();
            if (rows.Count == 0)
            {
                yield break;
            }

            yield return new SourcePage<ReferenceNote>(rows, new ReferencePosition(rows[^1].ChangedAt, rows[^1].Id).ToCheckpoint());
        }
    }
}

internal sealed class NoOverlap(ReferenceClient client, string id) : Mutant(client, id)
{
    public override IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, CancellationToken ct)
    {
        var moved = request.After is { } after && ReferencePosition.Parse(after) is var position
            ? new Checkpoint((position with { At = position.At + ReferencePosition.Overlap }).ToCheckpoint().Value) : request.After;
        return base.ReadAsync(request with { After = moved }, ct);
    }
}

internal sealed class BelievesEmptyPage(ReferenceClient client, string id) : Mutant(client, id)
{
    protected override (IReadOnlyList<SourceRecord<ReferenceNote>> Records, bool More) Rows(JsonObject answer)
    {
        if (answer["notes"] is JsonArray { Count: 0 })
        {
            return ([], false);
        }

        return base.Rows(answer);
    }
}

internal sealed class FailureAsDeletion(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async IAsyncEnumerable<SourceRecord<ReferenceNote>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var found = new List<SourceRecord<ReferenceNote>>();
        try
        {
            await foreach (var record in base.FindAsync(ids, ct))
            {
                found.Add(record);
            }
        }
        catch (ConnectorException)
        {
            found = [.. ids.Select(wanted => new SourceRecord<ReferenceNote>(wanted, "gone", DateTimeOffset.UnixEpoch, null, IsDeleted: true))];
        }

        foreach (var record in found)
        {
            yield return record;
        }
    }
}

internal sealed class WindowWithEnd(ReferenceClient client, string id) : Mutant(client, id)
{
    public override IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, CancellationToken ct) =>
        base.ReadAsync(request with { To = request.To + TimeSpan.FromTicks(1) }, ct);
}

internal sealed class ReadsAllFirst(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var all = new List<SourcePage<ReferenceNote>>();
        await foreach (var page in base.ReadAsync(request, ct))
        {
            all.Add(page);
        }

        foreach (var page in all)
        {
            yield return page;
        }
    }
}

internal sealed class ReadsAllOnBadCheckpoint(ReferenceClient client, string id) : Mutant(client, id)
{
    public override IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, CancellationToken ct)
    {
        try
        {
            _ = request.After is { } after ? ReferencePosition.Parse(after) : default;
            return base.ReadAsync(request, ct);
        }
        catch (ConnectorException)
        {
            return base.ReadAsync(request with { After = null }, ct);
        }
    }
}

internal sealed class PersonalCheckpoint(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async IAsyncEnumerable<SourcePage<ReferenceNote>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in base.ReadAsync(request, ct))
        {
            yield return page with { Next = new Checkpoint($"{page.Next.Value}|{page.Records[^1].Value?.Text}") };
        }
    }
}

internal sealed class RoundsAmounts(ReferenceClient client, string id) : Mutant(client, id)
{
    protected override (IReadOnlyList<SourceRecord<ReferenceNote>> Records, bool More) Rows(JsonObject answer)
    {
        var (records, more) = base.Rows(answer);
        return ([.. records.Select(record => record.Value?.Amount is { } amount
            ? record with { Value = record.Value with { Amount = amount with { Amount = decimal.Round(amount.Amount, 2) } } } : record)], more);
    }
}

internal sealed class ChangesCase(ReferenceClient client, string id) : Mutant(client, id)
{
    protected override (IReadOnlyList<SourceRecord<ReferenceNote>> Records, bool More) Rows(JsonObject answer)
    {
        var (records, more) = base.Rows(answer);
        return ([.. records.Select(record => record.Value is { } note ? record with { Value = note with { Text = note.Text.ToUpperInvariant() } } : record)], more);
    }
}
