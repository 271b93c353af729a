using ErpSync.Ownership;

namespace ErpSync.Planning;

/// <summary>Applies ownership steps one after another and writes down, in words for the timeline, what they came to.</summary>
internal sealed class FieldJournal
{
    private readonly AuthorityEngine _engine;
    private readonly DateTimeOffset _now;
    private readonly List<string> _notes = [];

    public FieldJournal(AuthorityEngine engine, OwnershipState state, DateTimeOffset now)
    {
        _engine = engine;
        _now = now;
        State = state;
        if (state.Overrides.Values.Any(one => one.EndedAt is null && one.ExpiresAt <= now))
        {
            Apply(new OwnershipStep.Advance { At = now });
        }
    }

    public OwnershipState State { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>A system states a value.</summary>
    public void Say(FieldKey field, string system, FieldValue value, Evidence? evidence)
    {
        var outcome = Apply(new OwnershipStep.Write { At = _now, Field = field, Writer = system, Value = value, Evidence = evidence });
        if (outcome.IsChanged)
        {
            _notes.Add($"Ownership: {field.Field} is {value} by {system}");
        }
        else if (outcome.Decision is OwnershipDecision.Reject && outcome.Drift.Count == 0)
        {
            _notes.Add($"Ownership: {system} says {value} for {field.Field}; refused ({outcome.Code})");
        }
    }

    /// <summary>An operator ordered something; what was obeyed before is passed over.</summary>
    public void Obey(OwnershipCommand command)
    {
        if (State.Events.Contains(command.Id))
        {
            return;
        }

        var outcome = Apply(command.Step with { At = _now });
        _notes.Add($"Ownership: {outcome.Decision}{(outcome.Code is { } code ? $" ({code})" : "")} on order {command.Id}");
        var events = State.Events.Add(command.Id);
        State = State with { Events = events.Count > OwnershipState.MostEvents ? events.RemoveAt(0) : events };
    }

    private OwnershipOutcome Apply(OwnershipStep step)
    {
        var outcome = _engine.Apply(State, step);
        State = outcome.State;
        _notes.AddRange(outcome.Expired.Select(static ended => $"Ownership: override {ended.Override} ended; {ended.Restored} counts again"));
        _notes.AddRange(outcome.Drift.Select(static drift => $"Ownership: {drift.System} says {drift.Found} for {drift.Field.Field}, {drift.Expected} counts; {drift.Action}"));
        return outcome;
    }
}
