using ErpSync.Finance.Journal;

namespace ErpSync.Finance.Histories.Run;

/// <summary>Events by instant, rank and id, whatever the order in which they were found.</summary>
internal sealed class EventList
{
    private readonly List<(EventRank Rank, FinanceEvent Event)> _events = [];

    public IEnumerable<FinanceEvent> InOrder => _events.OrderBy(static item => item.Event.At).ThenBy(static item => item.Rank).ThenBy(static item => item.Event.Id, StringComparer.Ordinal)
        .Select(static item => item.Event);

    public void Add(EventRank rank, FinanceEvent happened) => _events.Add((rank, happened));
}
