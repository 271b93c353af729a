using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;

namespace ErpSync.Planning;

/// <summary>Judges what two systems say about the stock of a SKU by the ownership rules. Pure.</summary>
/// <param name="engine">The rules.</param>
/// <param name="owner">Connection the stock is read from.</param>
/// <param name="shop">Connection it is published to.</param>
public sealed class StockAuthority(AuthorityEngine engine, string owner, string shop)
{
    /// <summary>Name of the link that keeps what is known.</summary>
    public const string MemoName = "memo/ownership";

    /// <summary>The field of a SKU at a location.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="location">Location.</param>
    public static FieldKey FieldOf(string sku, string location) => new(EntityNames.StockLevel, $"{sku}@{location}", OwnedFields.OnHand);

    /// <summary>Judges a reading.</summary>
    /// <param name="sku">SKU.</param>
    /// <param name="reading">What both systems say.</param>
    /// <param name="state">What was known.</param>
    /// <param name="commands">What operators ordered, in order.</param>
    /// <param name="now">Instant of the reading.</param>
    public StockJudgement Judge(string sku, StockReading reading, OwnershipState state, IReadOnlyList<OwnershipCommand> commands, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(commands);
        var notes = new List<string>();
        state = Apply(state, new OwnershipStep.Advance { At = now }, notes);
        foreach (var command in commands.Where(command => !state.Events.Contains(command.Id)))
        {
            state = Command(state, command, now, notes);
        }

        if (reading.Owner is not { } owned || reading.Shop is not { } shown)
        {
            return Done(reading, state, notes, now);
        }

        var cells = new List<StockCell>();
        foreach (var group in owned.Cells.GroupBy(static cell => cell.Location, StringComparer.Ordinal))
        {
            var field = FieldOf(sku, group.Key);
            var shownCell = shown.Cells.FirstOrDefault(cell => cell.Location == group.Key);
            state = Say(state, field, group.Key, owner, group.Sum(static cell => cell.OnHand), now, notes);
            state = shownCell is null ? state : See(state, field, group.Key, shownCell.OnHand, now, notes);
            var known = state.Find(field);
            var onItsWay = known?.Targets.GetValueOrDefault(shop)?.Published is { Status: PublicationStatus.Queued };
            cells.Add(group.First() with { OnHand = onItsWay || shownCell is null ? known?.EffectiveValue.Number ?? group.Sum(static cell => cell.OnHand) : shownCell.OnHand });
        }

        return Done(reading with { Owner = owned with { Cells = cells } }, state, notes, now);
    }

    /// <summary>What a system says, as a write.</summary>
    private OwnershipState Say(OwnershipState state, FieldKey field, string location, string system, decimal value, DateTimeOffset now, List<string> notes) =>
        Apply(state, new OwnershipStep.Write
        {
            At = now,
            Field = field,
            Writer = system,
            Value = FieldValue.Of(value),
            Scope = new Dictionary<string, string>(StringComparer.Ordinal) { [OwnedFields.Location] = location },
        }, notes);

    /// <summary>What the shop shows: somebody's write when it moved since it was last seen, otherwise a read-back.</summary>
    private OwnershipState See(OwnershipState state, FieldKey field, string location, decimal value, DateTimeOffset now, List<string> notes)
    {
        var target = state.Find(field)?.Targets.GetValueOrDefault(shop);
        var found = FieldValue.Of(value);
        var moved = target is { Published.Status: PublicationStatus.Acknowledged } && target.Known != found.Hash;
        return moved
            ? Say(state, field, location, shop, value, now, notes)
            : Apply(state, new OwnershipStep.Scan(shop, [new FieldRead(field, found)]) { At = now }, target?.Known == found.Hash ? [] : notes);
    }

    private OwnershipState Command(OwnershipState state, OwnershipCommand command, DateTimeOffset now, List<string> notes)
    {
        var outcome = engine.Apply(state, command.Step with { At = now });
        var actor = command.Step switch
        {
            OwnershipStep.StartOverride start => $" by {start.Actor}: {start.Reason}",
            OwnershipStep.ReleaseOverride release => $" by {release.Actor}",
            OwnershipStep.Answer answer => $" by {answer.By}",
            OwnershipStep.Clear clear => $" by {clear.Actor}",
            _ => "",
        };
        notes.Add($"Ownership: {outcome.Decision}{(outcome.Code is { } code ? $" ({code})" : "")}{actor}");
        Note(outcome, notes);
        var events = outcome.State.Events.Add(command.Id);
        return outcome.State with { Events = events.Count > OwnershipState.MostEvents ? events.RemoveAt(0) : events };
    }

    private OwnershipState Apply(OwnershipState state, OwnershipStep step, List<string> notes)
    {
        var outcome = engine.Apply(state, step);
        Note(outcome, notes);
        return outcome.State;
    }

    private static void Note(OwnershipOutcome outcome, List<string> notes)
    {
        notes.AddRange(outcome.Expired.Select(static ended => $"Ownership: override {ended.Override} of {ended.Field.Key} ended; {ended.Restored} counts again"));
        notes.AddRange(outcome.Drift.Where(static drift => drift is not { Class: DriftClass.Late, Action: DriftAction.Wait })
            .Select(static drift => $"Ownership: {drift.Class} drift of {drift.Field.Key}: {drift.System} says {drift.Found}, {drift.Expected} counts; {drift.Action}"));
        if (outcome is { Decision: OwnershipDecision.Reject, Drift.Count: 0, Code: OwnershipCodes.UncoveredField or OwnershipCodes.NoRuleForScope })
        {
            notes.Add($"Ownership: write refused, {outcome.Code}");
        }
    }

    private static StockJudgement Done(StockReading reading, OwnershipState state, List<string> notes, DateTimeOffset now)
    {
        var escalated = state.Records.Values.Where(static record => record.Fields.Values.Any(static field => field.IsEscalated)).Select(static record => record.Key).Order(StringComparer.Ordinal).ToArray();
        var open = state.Proposals.Where(static one => one.Status == ProposalStatus.Open).ToArray();
        return new StockJudgement(reading, state)
        {
            Notes = notes,
            Fault = escalated.Length > 0 ? Escalated(escalated) : open.Length > 0 ? Proposed(open) : null,
            OverrideUntil = state.Overrides.Values.Where(one => one.EndedAt is null && one.ExpiresAt > now).Select(static one => (DateTimeOffset?)one.ExpiresAt).Min(),
        };
    }

    private static Fault Escalated(string[] keys) =>
        new(FaultKind.Rejected, "ownership.escalated", $"{string.Join(", ", keys)} was set back too often and is left as it is.")
        {
            Field = OwnedFields.OnHand,
            Hint = "Find out who writes it, then clear the escalation; the owner's number is published again.",
        };

    private static Fault Proposed(Proposal[] open) =>
        new(FaultKind.Rejected, "ownership.proposal-open", string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(", ", open.Select(static one => $"{one.Id}: {one.Writer} says {one.Value} for {one.Field.Key}"))}."))
        {
            Field = OwnedFields.OnHand,
            Hint = "Accept or decline the proposal; until then the shown value stays.",
        };
}
