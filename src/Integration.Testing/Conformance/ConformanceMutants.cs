namespace ErpSync.Testing.Conformance;

/// <summary>A well-behaved connector of a small system in memory, and connectors of the same system that break one rule each.</summary>
public static class ConformanceMutants
{
    /// <summary>The well-behaved connector; passes everything.</summary>
    public static ValueTask<ConformanceFixture> CreateReference() => new(new ReferenceFixture("Reference", (client, id) => new ReferenceConnector(client, id, ReferenceWebhooks.Secret)));

    /// <summary>All mutants.</summary>
    public static IReadOnlyList<ConformanceMutant> All { get; } =
    [
        Note("ignores-the-idempotency-key", "IDM-01", (client, id) => new IgnoresKey(client, id)),
        Note("drops-a-result-of-a-batch", "SNK-01", (client, id) => new DropsResult(client, id)),
        Note("one-bad-item-fails-the-batch", "SNK-02", (client, id) => new OneBadFailsAll(client, id)),
        Note("cuts-a-batch-that-is-too-large", "SNK-04", (client, id) => new CutsBatch(client, id)),
        Note("reports-a-lost-answer-as-failure", "IDM-03", (client, id) => new LostAsFailure(client, id)),
        Note("overwrites-a-newer-version", "SNK-06", (client, id) => new OverwritesNewer(client, id)),
        Note("never-finishes-the-second-step", "SNK-08", (client, id) => new NeverFinishes(client, id)),
        Note("cuts-long-texts", "FID-06", (client, id) => new CutsTexts(client, id)),
        Note("checkpoint-ahead-of-its-page", "CHK-02", (client, id) => new AheadOfPage(client, id)),
        Note("cursor-of-time-alone", "SRC-04", (client, id) => new TimeOnlyCursor(client, id)),
        Note("pages-by-offset", "SRC-06", (client, id) => new PagesByOffset(client, id)),
        Note("no-overlap-behind-the-checkpoint", "SRC-07", (client, id) => new NoOverlap(client, id)),
        Note("believes-an-empty-page", "SRC-08", (client, id) => new BelievesEmptyPage(client, id)),
        Note("failure-read-as-deletion", "SRC-11", (client, id) => new FailureAsDeletion(client, id)),
        Note("window-with-its-end", "SRC-12", (client, id) => new WindowWithEnd(client, id)),
        Note("reads-everything-into-memory", "SRC-13", (client, id) => new ReadsAllFirst(client, id)),
        Note("bad-checkpoint-reads-everything", "CHK-05", (client, id) => new ReadsAllOnBadCheckpoint(client, id)),
        Note("personal-data-in-the-checkpoint", "CHK-06", (client, id) => new PersonalCheckpoint(client, id)),
        Note("rounds-to-two-decimals", "FID-01", (client, id) => new RoundsAmounts(client, id)),
        Note("changes-the-case-of-texts", "FID-05", (client, id) => new ChangesCase(client, id)),
        Whole("declares-adjust-without-idempotency", "DES-03", (client, id) => new DeclaresAdjust(client, id)),
        Whole("ignores-undeclared-kinds", "DES-02", (client, id) => new IgnoresKinds(client, id)),
        Whole("costly-check", "CON-03", (client, id) => new CostlyCheck(client, id)),
        Whole("ignores-cancellation", "CAN-01", (client, id) => new IgnoresCancellation(client, id)),
        Whole("refused-secret-as-passing-fault", "FLT-01", (client, id) => new RefusalAsTransient(client, id)),
        Whole("counter-in-the-fault-code", "FLT-02", () =>
        {
            var faults = 0;
            return new ReferenceFixture("counter-in-the-fault-code", (client, id) => new CounterInCode(client, id, () => ++faults));
        }),
        Whole("remote-text-in-the-fault", "FLT-03", () =>
        {
            var heard = new LastBody();
            return new ReferenceFixture("remote-text-in-the-fault", (client, id) => new RepeatsRemoteText(client, id, heard), line => new Overhears(line, heard));
        }),
        Whole("retry-after-in-milliseconds", "THR-01", (client, id) => new WrongUnit(client, id)),
        Whole("repeats-by-itself", "THR-02", () => new ReferenceFixture("repeats-by-itself", Good, line => new RepeatsByItself(line))),
        Whole("shares-a-secret-between-connections", "CCY-01", () =>
        {
            var shared = new SharedSecret();
            return new ReferenceFixture("shares-a-secret-between-connections", Good, line => new SendsSharedSecret(line, shared));
        }),
        Whole("waits-on-the-system-clock", "CCY-02", () => new ReferenceFixture("waits-on-the-system-clock", Good, onSystemClock: true)),
        Whole("accepts-forged-deliveries", "WHK-01", (client, id) => new AcceptsForged(client, id)),
        Whole("verifies-trimmed-bodies", "WHK-02", (client, id) => new TrimsBodies(client, id)),
        Whole("new-delivery-id-each-time", "WHK-03", (client, id) => new NewDeliveryId(client, id)),
        Whole("throws-on-an-unknown-topic", "WHK-04", (client, id) => new ThrowsOnTopic(client, id)),
        Whole("payload-in-the-span", "OBS-01", (client, id) => new PayloadInSpan(client, id)),
    ];

    private static ReferenceConnector Good(ReferenceClient client, string id) => new(client, id, ReferenceWebhooks.Secret);

    private static ConformanceMutant Note(string name, string check, Func<ReferenceClient, string, ReferenceConnector> build) =>
        new(name, $"{check}/{ReferenceConnector.Notes}", () => new(new ReferenceFixture(name, build)));

    private static ConformanceMutant Whole(string name, string check, Func<ReferenceClient, string, ReferenceConnector> build) =>
        new(name, check, () => new(new ReferenceFixture(name, build)));

    private static ConformanceMutant Whole(string name, string check, Func<ReferenceFixture> create) => new(name, check, () => new(create()));
}
