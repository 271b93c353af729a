using ErpSync.Connectors;

namespace ErpSync.Storage;

/// <summary>What the databases of released schema versions hold, and what must be found in them for ever.</summary>
internal static class ReleasedStore
{
    /// <summary>Set to 1, fixtures of the present version are written.</summary>
    public const string WriteVariable = "ERPSYNC_WRITE_FIXTURES";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubjectKey Done = new("orders:shop-eu", "gid/Order/1001");
    private static readonly SubjectKey Sending = new("orders:shop-eu", "gid/Order/1002");

    private static StockPosting Claim => new() { Id = "o1", Cause = "order", At = At, Changes = [new StockChange("A", "sellable/WH1", -2m), new StockChange("A", "reserved/o1", 2m)] };

    /// <summary>One order that is done, one whose document is being sent, one that is a case, and a claim in the ledger.</summary>
    public static async Task WriteAsync(ISyncStore store, IReadOnlyList<LaneGrant> lanes)
    {
        var parked = new SubjectKey("orders:shop-eu", "gid/Order/1003");
        var signals = new[] { Done, Sending, parked }.Select(subject => new NewSignal(subject, "webhook:shop-eu", "d1", At, At) { Body = new byte[] { 7 } });
        var sequences = await store.AppendAsync([.. signals], new CheckpointWrite("sweep:orders", new Checkpoint("2026|1")), None);
        SubjectCommit Commit(SubjectKey subject, int index, SubjectTransition transition) => new()
        {
            Subject = subject,
            Lane = lanes[LaneHash.Of(subject, 256)],
            Transition = transition,
            ThroughSequence = sequences[index].Sequence,
            At = At,
        };
        await store.CommitAsync(
            [
                Commit(Done, 0, SubjectTransition.Complete) with
                {
                    Outcome = SignalOutcome.Applied, Title = "#1001", Timeline = [new NewTimelineEntry("planned", "1 effect")],
                    Links = [new Link(Done, "document/Order", "erp", "document", new RecordRef("so-1", "W/1", "S-1"), "{}", At)],
                },
                Commit(Sending, 1, SubjectTransition.Dispatch) with
                {
                    Effects = [new NewEffect { Connection = "erp", Entity = "document", Kind = WriteKind.Create, Key = new("k1"), Payload = new byte[] { 1, 2, 3 } }],
                },
                Commit(parked, 2, SubjectTransition.Park) with
                {
                    Case = new NewCase { Key = NewCase.KeyOf(parked), Code = "SKU-MISSING", Message = "SKU A is not in erp", At = At },
                },
            ],
            None);
        (await store.ClaimEffectsAsync(new EffectQuery("erp", "document", lanes, At, 10), None)).Should().ContainSingle();
        var stock = (IStockStore)store;
        await stock.PostStockAsync(new StockPosting { Id = "count", Cause = "count", At = At, Changes = [new StockChange("A", "sellable/WH1", 5m)] }, None);
        await stock.PostStockAsync(Claim, None);
    }

    /// <param name="store">Opened and migrated.</param>
    /// <param name="takeLanes">Takes all lanes.</param>
    /// <param name="hasLedger">Whether the version that wrote it kept a stock ledger; otherwise it is there, and empty.</param>
    public static async Task ExpectAsync(ISyncStore store, Func<Task<IReadOnlyList<LaneGrant>>> takeLanes, bool hasLedger)
    {
        (await store.CountAsync(None)).Should().Be(new StoreCounts(3, 1, 0, 0, 1, 1, 1, 1, At));
        (await store.ReadLinksAsync([Done], None)).Should().ContainSingle().Which.Ref.Should().Be(new RecordRef("so-1", "W/1", "S-1"));
        (await store.ReadTimelineAsync(Done, 10, None)).Select(entry => entry.Code).Should().Equal("signal", "planned");
        (await store.ReadCasesAsync(new CaseQuery(), None)).Should().ContainSingle().Which.Report.Code.Should().Be("SKU-MISSING");
        (await store.ReadCheckpointAsync("sweep:orders", None)).Should().Be(new Checkpoint("2026|1"));
        var lanes = await takeLanes();
        (await store.RecoverEffectsAsync(lanes, (_, _) => TimeSpan.Zero, None)).Should().Be(1);
        var effect = (await store.ClaimEffectsAsync(new EffectQuery("erp", "document", lanes, At, 10), None)).Should().ContainSingle().Subject;
        effect.Subject.Should().Be(Sending);
        effect.Effect.Payload.ToArray().Should().Equal(1, 2, 3);
        var stock = (IStockStore)store;
        (await stock.ReadStockAsync(["A"], "", None)).Should().Equal(hasLedger ? [new StockBalance("A", "reserved/o1", 2m), new StockBalance("A", "sellable/WH1", 3m)] : []);
        (await stock.ReadStockEntriesAsync(0, 10, None)).Should().HaveCount(hasLedger ? 3 : 0);
        (await stock.PostStockAsync(Claim, None)).Outcome.Should().Be(hasLedger ? StockPostingOutcome.AlreadyPosted : StockPostingOutcome.Posted);
        (await stock.CompareStockAsync(None)).Should().BeEmpty();
    }
}
