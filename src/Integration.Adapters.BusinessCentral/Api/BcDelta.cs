using System.Runtime.CompilerServices;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>
/// Reads what changed in a set, oldest first, reaching back behind the checkpoint: rows are committed later than they are stamped. A
/// checkpoint advances within a reading only while the rows really come in order.
/// </summary>
internal sealed class BcDelta(BcClient client, BusinessCentralOptions options)
{
    public async IAsyncEnumerable<(IReadOnlyList<BcEntity> Rows, DeltaPosition Next)> ReadAsync(
        BcQuery query, DeltaPosition after, ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var from = after.At > DateTimeOffset.MinValue + options.DeltaOverlap ? after.At - options.DeltaOverlap : DateTimeOffset.MinValue;
        from = request.From is { } start && start > from ? start : from;
        var conditions = new List<string>();
        if (from > DateTimeOffset.MinValue)
        {
            conditions.Add($"{BcFields.LastModifiedDateTime} ge {BcQuery.Literal(from)}");
        }

        if (request.To is { } end)
        {
            conditions.Add($"{BcFields.LastModifiedDateTime} lt {BcQuery.Literal(end)}");
        }

        var size = Math.Clamp(request.PageSizeHint ?? options.PageSize, 1, options.PageSize);
        var ordered = query with { Filter = conditions.Count > 0 ? string.Join(" and ", conditions) : null, OrderBy = BcFields.LastModifiedDateTime };
        var reached = after;
        var last = DateTimeOffset.MinValue;
        var inOrder = true;
        await foreach (var page in client.PagesAsync(ordered, size, ct).ConfigureAwait(false))
        {
            foreach (var row in page.Rows)
            {
                row.RequiredId(query.Path);
                var changed = row.RequiredInstant(BcFields.LastModifiedDateTime, query.Path);
                inOrder &= changed >= last;
                last = changed;
                reached = reached.Reach(row);
            }

            yield return (page.Rows, inOrder || page.IsLast ? reached : after);
        }
    }

    /// <summary>Lets faults leave an iterator as the contract wants them.</summary>
    public static async IAsyncEnumerable<T> GuardAsync<T>(IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var iterator = source.GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await iterator.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (BcException failure)
            {
                throw failure.ToConnectorException();
            }

            yield return iterator.Current;
        }
    }
}
