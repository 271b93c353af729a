namespace ErpSync.Ownership;

/// <summary>Writes by systems that are not entitled, and the answers to them.</summary>
internal static class ForeignWrites
{
    public static void Apply(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        var field = run.Field(write.Field);
        if (write.Value.Equals(field.EffectiveValue))
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.Equal, rule);
            return;
        }

        if (IsWithinTolerance(rule, write.Value, field.EffectiveValue))
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.WithinTolerance, rule);
            return;
        }

        Record(run, write);
        switch (rule.OnForeignWrite)
        {
            case ForeignWriteAction.Ignore:
                Ignore(run, write.Field);
                run.Decide(OwnershipDecision.Ignore, OwnershipCodes.Foreign, rule);
                break;
            case ForeignWriteAction.Quarantine:
                Quarantine(run, write, rule, OwnershipCodes.Foreign);
                break;
            case ForeignWriteAction.Propose:
                Propose(run, write, rule);
                break;
            case ForeignWriteAction.Revert when !rule.IsMirror(write.Writer):
                Refuse(run, write, rule, OwnershipCodes.NoRevertTarget);
                break;
            case ForeignWriteAction.Revert:
                Revert(run, write, rule);
                break;
            default:
                Refuse(run, write, rule, OwnershipCodes.NotOwner);
                break;
        }
    }

    public static bool IsWithinTolerance(AuthorityRule rule, FieldValue found, FieldValue expected) =>
        found.Number is { } a && expected.Number is { } b && Math.Abs(a - b) <= rule.Tolerance;

    /// <summary>Refuses a write and records it like any other foreign write.</summary>
    public static void Reject(StepRun run, OwnershipStep.Write write, AuthorityRule rule, string code)
    {
        Record(run, write);
        Refuse(run, write, rule, code);
    }

    public static void Quarantine(StepRun run, OwnershipStep.Write write, AuthorityRule rule, string code)
    {
        if (TryOpen(run, write, ProposalKind.Quarantine, code))
        {
            run.Raise(ExceptionFor(code));
            Report(run, write, DriftAction.Quarantine);
            run.Decide(OwnershipDecision.Quarantine, code, rule);
        }
        else
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.DuplicateProposal, rule);
        }
    }

    public static string ExceptionFor(string code) => code == OwnershipCodes.Foreign ? OwnershipCodes.ForeignWriteQuarantined : code;

    /// <summary>Opens a proposal unless the same one is open.</summary>
    public static bool TryOpen(StepRun run, OwnershipStep.Write write, ProposalKind kind, string code)
    {
        if (run.FindOpen(write.Field, write.Writer) is { } open && open.Value.Equals(write.Value))
        {
            return false;
        }

        run.Open(new Proposal
        {
            Id = "",
            Kind = kind,
            Field = write.Field,
            Writer = write.Writer,
            Value = write.Value,
            Version = write.Version,
            Code = code,
            OpenedAt = run.At,
        });
        return true;
    }

    /// <summary>Publishes the value that counts to the writer again, or escalates when that happened too often.</summary>
    public static DriftAction RevertOrEscalate(StepRun run, FieldKey key, string writer)
    {
        var field = run.Field(key);
        var limit = run.Map.Policy.RevertLimit;
        var recent = field.Reverts.RemoveAll(made => made <= run.At - limit.Window);
        if (field.IsEscalated || recent.Count >= limit.Count)
        {
            if (!field.IsEscalated)
            {
                run.Raise(OwnershipCodes.RevertLimitReached);
            }

            run.Set(key, field with { IsEscalated = true });
            return DriftAction.Escalate;
        }

        run.Set(key, field with { Reverts = recent.Add(run.At) });
        run.Publish(key, writer);
        return DriftAction.Revert;
    }

    public static void Ignore(StepRun run, FieldKey key)
    {
        var field = run.Field(key);
        run.Set(key, field with { Ignored = field.Ignored + 1 });
    }

    private static void Propose(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        if (TryOpen(run, write, ProposalKind.Propose, OwnershipCodes.Foreign))
        {
            Report(run, write, DriftAction.Propose);
            run.Decide(OwnershipDecision.Propose, OwnershipCodes.Foreign, rule);
        }
        else
        {
            run.Decide(OwnershipDecision.NoOp, OwnershipCodes.DuplicateProposal, rule);
        }
    }

    private static void Revert(StepRun run, OwnershipStep.Write write, AuthorityRule rule)
    {
        var action = RevertOrEscalate(run, write.Field, write.Writer);
        Report(run, write, action);
        if (action == DriftAction.Revert)
        {
            run.Decide(OwnershipDecision.Revert, OwnershipCodes.Foreign, rule);
        }
        else
        {
            run.Decide(OwnershipDecision.Escalate, OwnershipCodes.RevertLimitReached, rule);
        }
    }

    private static void Refuse(StepRun run, OwnershipStep.Write write, AuthorityRule rule, string code)
    {
        Report(run, write, DriftAction.Reject);
        run.Decide(OwnershipDecision.Reject, code, rule);
    }

    private static void Record(StepRun run, OwnershipStep.Write write)
    {
        var field = run.Field(write.Field);
        run.Set(write.Field, field with { ForeignWrites = field.ForeignWrites.SetItem(write.Writer, run.At) });
    }

    private static void Report(StepRun run, OwnershipStep.Write write, DriftAction action) =>
        run.Report(write.Field, write.Writer, run.Field(write.Field).EffectiveValue, write.Value, DriftClass.Override, action);
}
