namespace ErpSync.Testing.Stores;

/// <summary>The in-memory store, which keeps the contract, and stores that break one rule of it each.</summary>
public static class StoreMutants
{
    /// <summary>Hosts the well-behaved in-memory store.</summary>
    public static StoreHost CreateReference() => new MutantStoreHost((store, _) => store);

    /// <summary>All mutants.</summary>
    public static IReadOnlyList<StoreMutant> All { get; } =
    [
        Of("accepts-repetitions", "intake-02", (store, _) => new AcceptsRepetitions(store)),
        Of("forgets-the-checkpoint", "intake-06", (store, _) => new ForgetsCheckpoint(store)),
        Of("works-on-when-cancelled", "intake-08", (store, _) => new IgnoresCancelledCalls(store)),
        Of("hands-out-effects-twice", "effect-01", (store, _) => new HandsOutTwice(store)),
        Of("ignores-the-limit-of-heads", "head-03", (store, _) => new IgnoresHeadLimit(store)),
        Of("believes-a-stale-owner", "owner-02", (store, lanes) => new BelievesStaleOwner(store, lanes)),
        Of("recovers-nothing-of-a-dead-owner", "owner-05", (store, _) => new RecoversNothing(store)),
        Of("counts-without-cases", "case-01", (store, _) => new CountsWithoutCases(store)),
        Of("timeline-backwards", "query-04", (store, _) => new TimelineBackwards(store)),
        Of("says-it-decided", "case-05", (store, _) => new SaysItDecided(store)),
        Of("prunes-everything", "prune-02", (store, _) => new PrunesEverything(store)),
        Of("loses-links", "query-01", (store, _) => new LosesLinks(store)),
        Of("finds-numbers-by-beginning", "query-03", (store, _) => new FindsByBeginning(store)),
        Of("commits-the-first-only", "owner-03", (store, _) => new CommitsFirstOnly(store)),
    ];

    private static StoreMutant Of(string name, string check, Func<Storage.ISyncStore, MutantLanes, Storage.ISyncStore> build) => new(name, check, () => new MutantStoreHost(build));
}
