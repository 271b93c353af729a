namespace ErpSync.Storage.PostgreSql;

/// <summary>What the operations of one transaction read: collected first, loaded with locks in one round trip.</summary>
internal sealed class PostgreSqlNeeds(int laneCount)
{
    /// <summary>Below what any number of updates would raise to one.</summary>
    private const int AllEffects = int.MinValue / 2;

    public HashSet<int> Lanes { get; } = [];

    public HashSet<SubjectKey> Subjects { get; } = [];

    public List<NewSignal> Signals { get; } = [];

    /// <summary>Subjects whose waiting signals may end.</summary>
    public HashSet<SubjectKey> Ending { get; } = [];

    /// <summary>Subjects whose open effects are read, with how many of them are asked for by id besides; not above 0 when all are wanted.</summary>
    public Dictionary<SubjectKey, int> OpenEffects { get; } = [];

    public HashSet<long> EffectIds { get; } = [];

    /// <summary>Addresses of links that somebody wants to wait for.</summary>
    public HashSet<string> Awaited { get; } = [];

    /// <summary>Addresses of links that are written.</summary>
    public HashSet<string> Written { get; } = [];

    public HashSet<string> CaseKeys { get; } = [];

    public HashSet<long> CaseIds { get; } = [];

    public List<PostgreSqlClaim> Claims { get; } = [];

    public int NewEffects { get; private set; }

    public int NewCases { get; private set; }

    /// <summary>Whether anything but claims is asked for, so that something will surely be written.</summary>
    public bool Writes { get; private set; }

    /// <summary>Kind of work.</summary>
    public PostgreSqlWork Work => Claims.Count > 0 ? PostgreSqlWork.Claims
        : EffectIds.Count > 0 ? PostgreSqlWork.Answers
        : Lanes.Count > 0 ? PostgreSqlWork.Plans
        : PostgreSqlWork.Intake;

    public void Append(IReadOnlyList<NewSignal> signals)
    {
        Writes = true;
        foreach (var signal in signals)
        {
            Subjects.Add(signal.Subject);
            Signals.Add(signal);
        }
    }

    public void Commit(IReadOnlyList<SubjectCommit> commits)
    {
        foreach (var commit in commits)
        {
            Commit(commit);
        }
    }

    public void Claim(PostgreSqlClaim claim) => Claims.Add(claim);

    public void Case(string key, SubjectKey? subject)
    {
        Writes = true;
        CaseKeys.Add(key);
        NewCases++;
        if (subject is { } found)
        {
            Subjects.Add(found);
        }
    }

    public void Case(long id, SubjectKey? subject)
    {
        Writes = true;
        CaseIds.Add(id);
        if (subject is { } found)
        {
            Subjects.Add(found);
        }
    }

    private void Commit(SubjectCommit commit)
    {
        Append(commit.Signals);
        Subjects.Add(commit.Subject);
        if (commit.Lane.Lane >= 0 && commit.Lane.Lane < laneCount)
        {
            Lanes.Add(commit.Lane.Lane);
        }

        // With new effects nothing ends before they do.
        if (commit.Transition is SubjectTransition.Complete or SubjectTransition.Park || commit is { Transition: SubjectTransition.Dispatch, Effects.Count: 0 } || commit.EffectUpdates.Count > 0)
        {
            Ending.Add(commit.Subject);
        }

        if (commit.DropEffects || commit.Effects.Count > 0)
        {
            OpenEffects[commit.Subject] = AllEffects;
        }
        else if (commit.EffectUpdates.Count > 0)
        {
            OpenEffects[commit.Subject] = OpenEffects.GetValueOrDefault(commit.Subject) + commit.EffectUpdates.Count;
        }

        EffectIds.UnionWith(commit.EffectUpdates.Select(update => update.Id));
        NewEffects += commit.Effects.Count;
        Written.UnionWith(commit.Links.Select(link => link.Address));
        if (commit is { Transition: SubjectTransition.Wait, DependsOn: { } address })
        {
            Awaited.Add(address);
        }

        if (commit is { Transition: SubjectTransition.Park, Case: { } report })
        {
            CaseKeys.Add(report.Key);
            NewCases++;
        }
    }
}
