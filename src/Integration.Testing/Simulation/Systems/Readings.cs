using System.Globalization;
using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Testing.Simulation.Runtime;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>Reads records of one entity through the network: by id fresh, as a list that may lag behind.</summary>
internal sealed class Readings<TRecord>(SimulatedNetwork network, SimulatedScheduler scheduler, ChangeFeed changes, Func<string, TRecord?> read)
    where TRecord : class
{
    private const int PageSize = 5;
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(3);

    public async IAsyncEnumerable<SourcePage<TRecord>> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = request.After is { } checkpoint ? long.Parse(checkpoint.Value, CultureInfo.InvariantCulture) : 0;
        while (true)
        {
            var from = after;
            var before = scheduler.Now - scheduler.Random.Between(TimeSpan.Zero, LongestLag);
            var page = await network.AskAsync(() => changes.After(from, before, PageSize).Select(ToRecord).ToList(), ct).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            after = page.Max(record => long.Parse(record.Version, CultureInfo.InvariantCulture));
            yield return new SourcePage<TRecord>(page, new Checkpoint(after.ToString(CultureInfo.InvariantCulture)));
        }
    }

    public async IAsyncEnumerable<SourceRecord<TRecord>> FindAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        var found = await network.AskAsync(() => ids.Select(id => changes.Find(id) is { } change
            ? ToRecord(change)
            : new SourceRecord<TRecord>(id, "0", scheduler.Now, null, IsDeleted: true)).ToList(), ct).ConfigureAwait(false);
        foreach (var record in found)
        {
            yield return record;
        }
    }

    private SourceRecord<TRecord> ToRecord(ChangeFeed.Change change) =>
        new(change.Id, change.Version.ToString(CultureInfo.InvariantCulture), change.At, read(change.Id));
}
