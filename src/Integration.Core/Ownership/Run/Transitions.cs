namespace ErpSync.Ownership;

/// <summary>Lifecycle transitions and hand-offs.</summary>
internal static class Transitions
{
    public static void Apply(StepRun run, OwnershipStep.Transition step)
    {
        if (!run.State.Records.TryGetValue(step.Record, out var record) || run.Map.Find(step.Record.Entity) is not { } schema)
        {
            run.Decide(OwnershipDecision.Reject, OwnershipCodes.UnknownRecord);
            return;
        }

        var to = schema.IndexOf(step.To);
        var from = schema.IndexOf(record.State);
        if (to < 0)
        {
            run.Decide(OwnershipDecision.Reject, OwnershipCodes.UnknownState);
        }
        else if (to == from)
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.SameState);
        }
        else if (to < from)
        {
            run.Decide(OwnershipDecision.Reject, OwnershipCodes.StateBackward);
        }
        else
        {
            Move(run, step, record, schema);
        }
    }

    private static void Move(StepRun run, OwnershipStep.Transition step, RecordState record, EntitySchema schema)
    {
        var handed = schema.Fields.Keys.Order(StringComparer.Ordinal)
            .Select(field => (
                Field: field,
                Before: run.Map.Resolve(record.Entity, field, record.Scope, record.State),
                After: run.Map.Resolve(record.Entity, field, record.Scope, step.To)))
            .Where(static one => ChangesHands(one.Before, one.After)).ToArray();
        if (handed.Any(one => !IsNamed(step.Outgoing, one.Before!.Owner) || !IsNamed(step.Incoming, one.After!.Owner)))
        {
            run.Raise(OwnershipCodes.HandOffIncomplete);
            run.Decide(OwnershipDecision.Reject, OwnershipCodes.HandOffIncomplete);
            return;
        }

        run.State = run.State with { Records = run.State.Records.SetItem(step.Record, record with { State = step.To }) };
        foreach (var (name, before, after) in handed)
        {
            var key = new FieldKey(record.Entity, record.Key, name);
            var field = run.Field(key);
            run.Set(key, field with
            {
                HandedOff = field.HandedOff.Remove(after!.Owner!).SetItem(before!.Owner!, step.Outgoing!.Sequence!.Value),
                Version = new FieldVersion(step.Incoming!.Sequence!.Value, after.Owner!),
            });
        }

        run.HandedOff = [.. handed.Select(static one => one.Field)];
        run.Decide(handed.Length > 0 ? OwnershipDecision.HandedOff : OwnershipDecision.Transitioned);
    }

    private static bool ChangesHands(AuthorityRule? before, AuthorityRule? after) =>
        before is { Owner: { } old } && after is { Owner: { } now } && old != now
        && (before.Mode == AuthorityMode.Lifecycle || after.Mode == AuthorityMode.Lifecycle);

    private static bool IsNamed(HandOffSide? side, string? owner) => side is { Sequence: not null } && side.System == owner;
}
