using ErpSync.Connectors;

namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>Databases written by released schema versions must be read for ever. Set ERPSYNC_WRITE_FIXTURES=1 to write the one of the present version.</summary>
public sealed class SchemaFixtureTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SubjectKey Done = new("orders:shop-eu", "gid/Order/1001");

    private static readonly SubjectKey Sending = new("orders:shop-eu", "gid/Order/1002");

    [Fact]
    public async Task Database_of_version_1_is_read_and_goes_on()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("schema-v1.db");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", "schema-v1.db"), path);
        await using var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path });
        await store.MigrateAsync(None);

        (await store.CountAsync(None)).Should().Be(new StoreCounts(3, 1, 0, 0, 1, 1, 1, 1, At));
        (await store.ReadLinksAsync([Done], None)).Should().ContainSingle().Which.Ref.Should().Be(new RecordRef("so-1", "W/1", "S-1"));
        (await store.ReadTimelineAsync(Done, 10, None)).Select(entry => entry.Code).Should().Equal("signal", "planned");
        (await store.ReadCasesAsync(new CaseQuery(), None)).Should().ContainSingle().Which.Report.Code.Should().Be("SKU-MISSING");
        (await store.ReadCheckpointAsync("sweep:orders", None)).Should().Be(new Checkpoint("2026|1"));
        var lanes = await store.RaiseEpochsAsync(None);
        (await store.RecoverEffectsAsync(lanes, (_, _) => TimeSpan.Zero, None)).Should().Be(1);
        var effect = (await store.ClaimEffectsAsync(new EffectQuery("erp", "document", lanes, At, 10), None)).Should().ContainSingle().Subject;
        effect.Subject.Should().Be(Sending);
        effect.Effect.Payload.ToArray().Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Fixture_of_the_present_version_can_be_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("schema.db");
        await using (var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path }))
        {
            await store.MigrateAsync(None);
            var lanes = await store.RaiseEpochsAsync(None);
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
        }

        new FileInfo(path).Length.Should().BeLessThan(400_000);
        if (Environment.GetEnvironmentVariable("ERPSYNC_WRITE_FIXTURES") == "1")
        {
            File.Copy(path, Path.Combine(AppContext.BaseDirectory, "fixtures", $"schema-v{SqliteDialect.SchemaVersion}.db"), overwrite: true);
        }
    }
}
