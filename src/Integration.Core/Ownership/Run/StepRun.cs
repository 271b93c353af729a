using System.Collections.Immutable;

namespace ErpSync.Ownership;

/// <summary>One step under way: the state as changed so far and what must be done.</summary>
internal sealed class StepRun(AuthorityMap map, OwnershipState state, DateTimeOffset at)
{
    private static readonly IReadOnlyDictionary<string, string> NoScope = new Dictionary<string, string>(StringComparer.Ordinal);

    private readonly List<PublishOrder> _publish = [];
    private readonly List<string> _derive = [];
    private readonly List<DriftRecord> _drift = [];
    private readonly List<string> _proposals = [];
    private readonly List<string> _exceptions = [];
    private readonly List<EndedOverride> _expired = [];
    private OwnershipDecision _decision;
    private string? _code;
    private string? _rule;
    private bool _changed;

    public AuthorityMap Map { get; } = map;

    public DateTimeOffset At { get; } = at;

    public OwnershipState State { get; set; } = state;

    public IReadOnlyList<string> HandedOff { private get; set; } = [];

    public IReadOnlyList<PendingOverride> Pending { private get; set; } = [];

    public ScanSummary? Summary { private get; set; }

    public OwnershipOutcome Outcome() => new()
    {
        State = State,
        Decision = _decision,
        Code = _code,
        Rule = _rule,
        IsChanged = _changed,
        Publish = _publish,
        Derive = _derive,
        Drift = _drift,
        Proposals = _proposals,
        Exceptions = _exceptions,
        Expired = _expired,
        HandedOff = HandedOff,
        Pending = Pending,
        Summary = Summary,
    };

    public void Decide(OwnershipDecision decision, string? code = null, AuthorityRule? rule = null)
    {
        _decision = decision;
        _code = code;
        _rule = rule?.Id;
    }

    public FieldState Field(FieldKey key) => State.Find(key) ?? new FieldState();

    /// <summary>The rule for a field as its record stands; of a record not known yet, with the scope and state stated beside the write.</summary>
    public AuthorityRule? RuleFor(FieldKey key, IReadOnlyDictionary<string, string>? scope = null, string? state = null) =>
        State.Records.TryGetValue(key.Record, out var record)
            ? Map.Resolve(key.Entity, key.Field, record.Scope, record.State)
            : Map.Resolve(key.Entity, key.Field, scope ?? NoScope, state);

    public void Set(FieldKey key, FieldState field)
    {
        var record = State.Records.GetValueOrDefault(key.Record) ?? new RecordState { Entity = key.Entity, Key = key.Key };
        State = State with { Records = State.Records.SetItem(key.Record, record with { Fields = record.Fields.SetItem(key.Field, field) }) };
    }

    /// <summary>The record as first heard of.</summary>
    public void Introduce(RecordKey key, IReadOnlyDictionary<string, string> scope, string? state)
    {
        if (!State.Records.ContainsKey(key))
        {
            var record = new RecordState { Entity = key.Entity, Key = key.Key, Scope = ImmutableDictionary.CreateRange(StringComparer.Ordinal, scope), State = state };
            State = State with { Records = State.Records.Add(key, record) };
        }
    }

    public void Raise(string code) => _exceptions.Add(code);

    public void Report(FieldKey key, string system, FieldValue expected, FieldValue found, DriftClass drift, DriftAction action) =>
        _drift.Add(new DriftRecord(key, system, expected, found, drift, action));

    public void Ended(EndedOverride ended) => _expired.Add(ended);

    /// <summary>The target was seen with a value.</summary>
    public void Saw(FieldKey key, string target, FieldValue value)
    {
        var field = Field(key);
        Set(key, field with { Targets = field.Targets.SetItem(target, (field.Targets.GetValueOrDefault(target) ?? new TargetState()).Saw(value)) });
    }

    /// <summary>Sends the effective value to a target, whatever it holds.</summary>
    public void Publish(FieldKey key, string target)
    {
        var field = Field(key);
        var known = field.Targets.GetValueOrDefault(target) ?? new TargetState();
        Set(key, field with { Targets = field.Targets.SetItem(target, known.Publish(field.EffectiveValue, At, Map.Policy.EchoWindow)) });
        _publish.Add(new PublishOrder(target, ConsumerKind.Mirror, key, field.EffectiveValue));
    }

    /// <summary>Sends the effective value to everybody who does not hold it; before is what it was.</summary>
    public void FanOut(FieldKey key, AuthorityRule? rule, FieldValue before)
    {
        var field = Field(key);
        var effective = field.EffectiveValue;
        var changed = !effective.Equals(before);
        _changed |= changed;
        foreach (var (system, kind) in rule?.Consumers.OrderBy(static pair => pair.Key, StringComparer.Ordinal).AsEnumerable() ?? [])
        {
            if (kind == ConsumerKind.Mirror && !string.Equals(field.Targets.GetValueOrDefault(system)?.Known, effective.Hash, StringComparison.Ordinal))
            {
                Publish(key, system);
            }
            else if (kind == ConsumerKind.Delta && (effective.Number ?? 0m) - (before.Number ?? 0m) is not 0m and var difference)
            {
                _publish.Add(new PublishOrder(system, ConsumerKind.Delta, key, FieldValue.Of(difference)));
            }
            else if (kind == ConsumerKind.Derived && changed)
            {
                _derive.Add(system);
            }
        }
    }

    public Proposal? FindOpen(FieldKey key, string writer) =>
        State.Proposals.FindLast(proposal => proposal.Status == ProposalStatus.Open && proposal.Field == key && proposal.Writer == writer);

    public void Close(Proposal proposal, ProposalStatus status)
    {
        var proposals = State.Proposals.Replace(proposal, proposal with { Status = status });
        var closed = proposals.Count(static one => one.Status != ProposalStatus.Open);
        State = State with
        {
            Proposals = closed > OwnershipState.MostClosed ? proposals.Remove(proposals.Find(static one => one.Status != ProposalStatus.Open)!) : proposals,
        };
    }

    /// <summary>Closes open proposals of the field that say what now counts.</summary>
    public void AcceptOpen(FieldKey key, FieldValue value)
    {
        foreach (var proposal in State.Proposals.FindAll(one => one.Status == ProposalStatus.Open && one.Field == key && one.Value.Equals(value)))
        {
            Close(proposal, ProposalStatus.Accepted);
        }
    }

    /// <summary>Opens a proposal in place of another value by the same writer.</summary>
    public void Open(Proposal proposal)
    {
        if (FindOpen(proposal.Field, proposal.Writer) is { } older)
        {
            Close(older, ProposalStatus.Superseded);
        }

        var number = State.OpenedProposals + 1;
        var opened = proposal with { Id = $"P{number}" };
        State = State with { OpenedProposals = number, Proposals = State.Proposals.Add(opened) };
        _proposals.Add(opened.Id);
    }
}
