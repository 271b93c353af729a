using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Brings the ownership rules into the planning of stock: recalls what is known, lets it be judged, has it remembered.</summary>
/// <param name="authority">The rules.</param>
/// <param name="others">Other connections whose stock is published to the same shop.</param>
/// <param name="store">Remembers.</param>
internal sealed class StockDesk(StockAuthority authority, IReadOnlyList<string> others, ISyncStore store)
{
    /// <summary>Adds what is known to readings.</summary>
    public async ValueTask<IReadOnlyList<Reading<StockReading>>> RecallAsync(
        IReadOnlyList<SubjectHead> heads, IReadOnlyList<Reading<StockReading>> readings, CancellationToken ct)
    {
        var subjects = heads.Select(head => head.Subject).Concat(heads.SelectMany(head => others.Select(other => SubjectOf(other, head))));
        var states = (await store.ReadLinksAsync([.. subjects], ct).ConfigureAwait(false))
            .Where(link => link.Name == StockAuthority.MemoName && link.Memo is not null)
            .ToDictionary(link => link.Subject, link => OwnershipStateJson.Read(link.Memo!));
        var commands = (await CommandBox.ReadAsync(store, ct).ConfigureAwait(false)).ToLookup(command => command.Subject, StringComparer.Ordinal);
        return [.. readings.Select((reading, index) => reading.Value is null ? reading : new Reading<StockReading>(reading.Value with
        {
            Ownership = states.GetValueOrDefault(heads[index].Subject) ?? new OwnershipState(),
            Others = others.Where(other => states.ContainsKey(SubjectOf(other, heads[index])))
                .ToDictionary(static other => other, other => states[SubjectOf(other, heads[index])], StringComparer.Ordinal),
            Commands = [.. commands[heads[index].Subject.ToString()]],
        }))];
    }

    /// <summary>Plans what authority leaves.</summary>
    public SubjectPlan Plan(SubjectHead head, StockReading reading, StockPlanner planner, DateTimeOffset now)
    {
        var before = reading.Ownership ?? new OwnershipState();
        var judged = authority.Judge(head.Subject.Id, reading, before, reading.Commands, now);
        var plan = planner.Plan(head.Subject.Id, head.ThroughSequence, judged.Reading, now);
        var json = OwnershipStateJson.Write(judged.State);
        return plan with
        {
            // The answer to what is published now is read back at once, so that a later edit can be told from it.
            PlanAgain = plan.PlanAgain || plan.Effects.Count > 0,
            Fault = plan.Fault ?? judged.Fault,
            Wait = plan.Wait ?? (judged.OverrideUntil is { } until ? Holds(until, now) : judged.LookAgainAfter is { } grace ? MayBeLate(grace) : null),
            Notes = [.. plan.Notes, .. judged.Notes],
            Memos = json == OwnershipStateJson.Write(before) ? plan.Memos : [.. plan.Memos, new PlanMemo(StockAuthority.MemoName, json)],
        };
    }

    private static SubjectKey SubjectOf(string owner, SubjectHead head) => new(FlowNames.Stock(owner), head.Subject.Id);

    private static PlanWait MayBeLate(TimeSpan grace) =>
        new("stock-may-be-late", "The shop shows a number that was published before; it is looked at again when that can be no late publication any more.")
        {
            LookAgainAfter = grace,
            Limit = grace + TimeSpan.FromHours(1),
        };

    private static PlanWait Holds(DateTimeOffset until, DateTimeOffset now) =>
        new("override-active", "An override is in force; the owner's number counts again when it ends.")
        {
            LookAgainAfter = until - now,
            Limit = until - now + TimeSpan.FromHours(1),
        };
}
