using System.Runtime.CompilerServices;
using ErpSync.Engine;
using ErpSync.Planning;
using ErpSync.Storage;
using Microsoft.Extensions.Options;

namespace ErpSync.Demand;

/// <inheritdoc/>
internal sealed class DemandFeed(ISyncStore store, IOptions<DemandOptions> options) : IDemandFeed
{
    public async IAsyncEnumerable<DemandFact> ReadAsync(DateOnly from, DateOnly through, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(through, from);
        for (var day = from; day <= through; day = day.AddDays(1))
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            IEnumerable<string> shelves = [DemandMemo.DayOfStock(start), .. Enumerable.Range(0, 24).Select(hour => DemandMemo.HourOfOrders(start.AddHours(hour)))];
            foreach (var shelf in shelves)
            {
                var links = await store.FindLinksByTargetAsync(PlanCommitter.MemoKeeper, PlanCommitter.MemoKeeper, [shelf], ct).ConfigureAwait(false);
                foreach (var fact in links.Select(static link => DemandRecorder.Read(link.Memo)).OfType<DemandMemo>().SelectMany(DemandMemoFacts.Of))
                {
                    yield return fact;
                }
            }
        }
    }

    public async ValueTask<DemandDataset> ReadDatasetAsync(DateOnly from, DateOnly through, CancellationToken ct = default)
    {
        var facts = new List<DemandFact>();
        var channels = new Dictionary<string, DemandChannel>(options.Value.Channels, StringComparer.Ordinal);
        await foreach (var fact in ReadAsync(from, through, ct).ConfigureAwait(false))
        {
            facts.Add(fact);
            if (DemandMemoFacts.ChannelOf(fact) is { } channel)
            {
                channels.TryAdd(channel, new DemandChannel());
            }
        }

        var dataset = new DemandDataset(new DemandSetup { Channels = channels, Items = options.Value.Items, Policies = options.Value.Policies });
        facts.ForEach(dataset.Add);
        return dataset;
    }
}
