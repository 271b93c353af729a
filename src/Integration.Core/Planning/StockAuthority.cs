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
        TimeSpan? again = null;
        foreach (var group in owned.Cells.GroupBy(static cell => cell.Location, StringComparer.Ordinal))
        {
            var field = FieldOf(sku, group.Key);
            var scope = new Dictionary<string, string>(StringComparer.Ordinal) { [OwnedFields.Location] = group.Key };
            var rule = engine.Map.Resolve(field.Entity, field.Field, scope, null);
            var entitled = EntitledTo(rule);
            var shownCell = shown.Cells.FirstOrDefault(cell => cell.Location == group.Key);
            var said = group.Sum(static cell => cell.OnHand);
            if (entitled != owner)
            {
                // Another system's number: its word is heard first, so that ours is told from it; and it is not ours to publish.
                state = WordOf(entitled, field, shownCell, reading.Others) is { } word ? Say(state, field, scope, entitled, word, now, notes) : state;
                state = IsAnswered(state, field, said) ? state : Say(state, field, scope, owner, said, now, notes);
                cells.Add(group.First() with { OnHand = shownCell?.OnHand ?? said });
                continue;
            }

            state = Say(state, field, scope, owner, said, now, notes);
            state = shownCell is null ? state : See(state, field, scope, shownCell, now, notes);
            var kept = state.Find(field);
            var onItsWay = kept?.Targets.GetValueOrDefault(shop)?.Published is { Status: PublicationStatus.Queued };
            cells.Add(group.First() with { OnHand = onItsWay || shownCell is null ? kept?.EffectiveValue.Number ?? said : shownCell.OnHand });
            if (!onItsWay && shownCell is not null && IsOnlyLate(kept, shownCell.OnHand, rule))
            {
                again = Grace(rule!) is var grace && (again is null || grace < again) ? grace : again;
            }
        }

        return Done(reading with { Owner = owned with { Cells = cells } }, state, notes, now) with { LookAgainAfter = again };
    }

    private string EntitledTo(AuthorityRule? rule) =>
        rule is { Mode: AuthorityMode.Exclusive or AuthorityMode.Partitioned, Owner: { } entitled } ? entitled : owner;

    /// <summary>
    /// Whether the shop shows a number that a rule will set right and nobody does now: it may be a publication of ours that is late, or somebody typed the very number
    /// that we had published. Nothing else tells when the time for the former is over.
    /// </summary>
    private static bool IsOnlyLate(FieldState? kept, decimal shown, AuthorityRule? rule)
    {
        var found = FieldValue.Of(shown);
        return rule is { OnForeignWrite: ForeignWriteAction.Revert } && kept is { IsEscalated: false } && !found.Equals(kept.EffectiveValue)
            && !ForeignWrites.IsWithinTolerance(rule, found, kept.EffectiveValue);
    }

    private TimeSpan Grace(AuthorityRule rule)
    {
        var (echo, late) = (engine.Map.Policy.EchoWindow ?? TimeSpan.Zero, rule.MaxStaleness ?? TimeSpan.Zero);
        return (echo > late ? echo : late) + TimeSpan.FromSeconds(1);
    }

    /// <summary>Whether the same number of ours was answered before: it is said again with every reading, and must not be answered again with each.</summary>
    private bool IsAnswered(OwnershipState state, FieldKey field, decimal said)
    {
        var value = FieldValue.Of(said);
        return state.Find(field)?.Targets.GetValueOrDefault(owner)?.Seen == value.Hash
            || state.Proposals.FindLast(one => one.Field == field && one.Writer == owner)?.Value.Equals(value) == true;
    }

    /// <summary>What the entitled system said last: the shop by what it shows, another owner by what its own flow heard.</summary>
    private decimal? WordOf(string entitled, FieldKey field, StockCell? shownCell, IReadOnlyDictionary<string, OwnershipState> others) =>
        entitled == shop ? shownCell?.OnHand : others.GetValueOrDefault(entitled)?.Find(field)?.EffectiveValue.Number;

    /// <summary>What a system says, as a write.</summary>
    private OwnershipState Say(
        OwnershipState state, FieldKey field, IReadOnlyDictionary<string, string> scope, string system, decimal value, DateTimeOffset now, List<string> notes) =>
        Apply(state, new OwnershipStep.Write { At = now, Field = field, Writer = system, Value = FieldValue.Of(value), Scope = scope }, notes);

    /// <summary>
    /// What the shop shows: somebody's write when it moved since it was last seen, otherwise a read-back. A shop that ships takes the units off what is on hand and
    /// off what it had promised, so what it may still sell stays: that is nobody's write, and the owner's number is told again without counting as a revert.
    /// </summary>
    private OwnershipState See(
        OwnershipState state, FieldKey field, IReadOnlyDictionary<string, string> scope, StockCell cell, DateTimeOffset now, List<string> notes)
    {
        var target = state.Find(field)?.Targets.GetValueOrDefault(shop);
        var found = FieldValue.Of(cell.OnHand);
        var moved = target is { Published.Status: PublicationStatus.Acknowledged } && target.Known != found.Hash;
        var shipped = moved && cell.Available is { } available && target!.Available == available && cell.OnHand < state.Find(field)!.EffectiveValue.Number;
        var seen = moved && !shipped
            ? Say(state, field, scope, shop, cell.OnHand, now, notes)
            : Apply(state, new OwnershipStep.Scan(shop, [new FieldRead(field, found)]) { At = now }, shipped || target?.Known == found.Hash ? [] : notes);
        if (shipped)
        {
            var counts = state.Find(field)!.EffectiveValue;
            notes.Add(string.Create(
                CultureInfo.InvariantCulture, $"Ownership: {shop} shipped from {field.Key} and shows {cell.OnHand}; {counts} counts and is published again"));
        }

        return Remember(seen, field, cell.Available);
    }

    private OwnershipState Remember(OwnershipState state, FieldKey field, decimal? available)
    {
        if (state.Find(field)?.Targets.GetValueOrDefault(shop) is not { } target || target.Available == available)
        {
            return state;
        }

        var record = state.Records[field.Record];
        var known = record.Fields[field.Field];
        var remembered = known with { Targets = known.Targets.SetItem(shop, target with { Available = available }) };
        return state with { Records = state.Records.SetItem(field.Record, record with { Fields = record.Fields.SetItem(field.Field, remembered) }) };
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
