namespace ErpSync.Ownership;

/// <summary>Compares what a target shows with what it should, and says why it differs.</summary>
internal static class Scans
{
    public static void Apply(StepRun run, OwnershipStep.Scan scan)
    {
        var summary = new ScanSummary();
        foreach (var read in scan.Reads)
        {
            summary = Read(run, scan.Target, read) switch
            {
                null => summary with { Skipped = summary.Skipped + 1 },
                ReadResult.InSync => summary with { Checked = summary.Checked + 1, InSync = summary.InSync + 1 },
                ReadResult.Late => summary with { Checked = summary.Checked + 1, Late = summary.Late + 1 },
                ReadResult.Override => summary with { Checked = summary.Checked + 1, Override = summary.Override + 1 },
                ReadResult.Lost => summary with { Checked = summary.Checked + 1, Lost = summary.Lost + 1 },
                _ => summary with { Checked = summary.Checked + 1, Unknown = summary.Unknown + 1 },
            };
        }

        run.Summary = summary;
        run.Pending =
        [
            .. run.State.Overrides.Values.Where(static one => one.EndedAt is null).OrderBy(static one => one.Id, StringComparer.Ordinal)
                .Select(one => new PendingOverride(one.Id, one.Field, run.Field(one.Field).OwnerValue, one.Value))
                .Where(static one => !one.OwnerValue.Equals(one.Effective)),
        ];
        run.Decide(OwnershipDecision.Scanned);
    }

    private static ReadResult? Read(StepRun run, string target, FieldRead read)
    {
        if (!run.State.Records.ContainsKey(read.Field.Record)
            || run.RuleFor(read.Field) is not { Mode: not AuthorityMode.Unmanaged } rule
            || !rule.IsMirror(target))
        {
            return null;
        }

        var field = run.Field(read.Field);
        var expected = field.EffectiveValue;
        var published = field.Targets.GetValueOrDefault(target)?.Published;
        if (read.Value.Equals(expected) || ForeignWrites.IsWithinTolerance(rule, read.Value, expected))
        {
            Arrived(run, target, read, published);
            return ReadResult.InSync;
        }

        if (published is { Status: PublicationStatus.Queued })
        {
            var overdue = run.At - published.At > rule.MaxStaleness;
            if (overdue)
            {
                run.Raise(OwnershipCodes.PublishOverdue);
            }

            run.Report(read.Field, target, expected, read.Value, DriftClass.Late, overdue ? DriftAction.Escalate : DriftAction.Wait);
            return ReadResult.Late;
        }

        var since = published?.At ?? field.ObservedAt;
        if (field.ForeignWrites.TryGetValue(target, out var written) && !(written <= since))
        {
            run.Saw(read.Field, target, read.Value);
            Answer(run, target, read, rule, expected);
            return ReadResult.Override;
        }

        if (run.At - since <= rule.MaxStaleness)
        {
            run.Report(read.Field, target, expected, read.Value, DriftClass.Late, DriftAction.Wait);
            return ReadResult.Late;
        }

        run.Saw(read.Field, target, read.Value);
        if (published is null)
        {
            run.Raise(OwnershipCodes.DriftUnknown);
            run.Report(read.Field, target, expected, read.Value, DriftClass.Unknown, DriftAction.Investigate);
            return ReadResult.Unknown;
        }

        run.Publish(read.Field, target);
        run.Report(read.Field, target, expected, read.Value, DriftClass.Lost, DriftAction.Republish);
        return ReadResult.Lost;
    }

    private static void Arrived(StepRun run, string target, FieldRead read, Publication? published)
    {
        run.Saw(read.Field, target, read.Value);
        if (published is { Status: PublicationStatus.Queued } && string.Equals(published.Hash, read.Value.Hash, StringComparison.Ordinal))
        {
            var field = run.Field(read.Field);
            run.Set(read.Field, field with { Targets = field.Targets.SetItem(target, field.Targets[target].Acknowledge(run.At)) });
        }
    }

    /// <summary>The rule's answer to what somebody wrote in the target.</summary>
    private static void Answer(StepRun run, string target, FieldRead read, AuthorityRule rule, FieldValue expected)
    {
        var write = new OwnershipStep.Write { At = run.At, Field = read.Field, Writer = target, Value = read.Value };
        switch (rule.OnForeignWrite)
        {
            case ForeignWriteAction.Ignore:
                ForeignWrites.Ignore(run, read.Field);
                return;
            case ForeignWriteAction.Quarantine:
                if (ForeignWrites.TryOpen(run, write, ProposalKind.Quarantine, OwnershipCodes.Foreign))
                {
                    run.Raise(OwnershipCodes.ForeignWriteQuarantined);
                }

                Report(DriftAction.Quarantine);
                return;
            case ForeignWriteAction.Propose:
                _ = ForeignWrites.TryOpen(run, write, ProposalKind.Propose, OwnershipCodes.Foreign);
                Report(DriftAction.Propose);
                return;
            case ForeignWriteAction.Revert:
                Report(ForeignWrites.RevertOrEscalate(run, read.Field, target));
                return;
            case ForeignWriteAction.Accept:
                run.Publish(read.Field, target);
                Report(DriftAction.Republish);
                return;
            default:
                Report(DriftAction.Reject);
                return;
        }

        void Report(DriftAction action) => run.Report(read.Field, target, expected, read.Value, DriftClass.Override, action);
    }

    private enum ReadResult
    {
        InSync,
        Late,
        Override,
        Lost,
        Unknown,
    }
}
