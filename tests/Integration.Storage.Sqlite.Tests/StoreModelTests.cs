using CsCheck;
using ErpSync.Connectors;
using ErpSync.Storage.InMemory;

namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>Random histories on both stores: whatever can be seen must be the same, and the counts must equal a full count.</summary>
public sealed class StoreModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 11], Gen.Int[0, Names.Length - 1], Gen.Int[0, Names.Length - 1], Gen.Int[0, 5], Gen.Bool, (kind, subject, other, number, flag) =>
            new Step(kind, Names[subject], Names[other], number, flag));

    [Fact]
    public async Task Random_histories_look_the_same_in_both_stores() => await Steps.List[1, 60].SampleAsync(
        async steps =>
        {
            using var folder = new TemporaryFolder();
            await using var sqlite = new SqliteSyncStore(
                new SqliteStoreOptions { Path = folder.File("model.db"), Synchronous = SqliteSynchronous.Normal, LaneCount = 4, PruneChunkRows = 50 });
            await sqlite.MigrateAsync(CancellationToken.None);
            await using var memory = new InMemorySyncStore(4);
            await using var tested = await Player.StartAsync(sqlite, await sqlite.RaiseEpochsAsync(CancellationToken.None));
            await using var model = await Player.StartAsync(memory, memory.Lanes.Move([0, 1, 2, 3], "node"));
            for (var index = 0; index < steps.Count; index++)
            {
                var now = Start.AddSeconds(index * 10);
                (await tested.PlayAsync(steps[index], now)).Should().Be(await model.PlayAsync(steps[index], now), "step {0} is {1}", index, steps[index]);
                (await tested.SeeAsync(now)).Should().Be(await model.SeeAsync(now), "after step {0}, {1}", index, steps[index]);
            }

            await RecountAsync(folder.File("model.db"), await sqlite.CountAsync(CancellationToken.None));
        },
        iter: 150,
        threads: 1);

    /// <summary>The maintained counts against counting every row; steps that prune keep their signals here by a retention that never ends.</summary>
    private static async Task RecountAsync(string path, StoreCounts counts)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT (SELECT count(*) FROM signals), sum(outcome = 1), sum(outcome = 2), sum(outcome = 3), sum(outcome = 0), sum(outcome = 4),
                (SELECT count(*) FROM cases WHERE state = 0), (SELECT count(*) FROM effects WHERE state < 2), (SELECT min(accepted_at) FROM signals WHERE outcome = 0)
            FROM signals
            """;
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        long At(int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);
        counts.Should().Be(new StoreCounts(
            At(0), At(1), At(2), At(3), At(4), At(5), At(6), At(7), row.IsDBNull(8) ? null : new DateTimeOffset(row.GetInt64(8), TimeSpan.Zero)));
        command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT count(*) FROM subjects s WHERE waiting_signals <> (SELECT count(*) FROM signals WHERE subject_id = s.id AND outcome = 0)
                OR open_effects <> (SELECT count(*) FROM effects WHERE subject_id = s.id AND state < 2)
                OR (state IN (0, 4) AND waiting_signals > 0)
            """;
        (await command.ExecuteScalarAsync()).Should().Be(0L, "every subject's own counts equal a full count, and none rests while signals wait");
    }

    private sealed record Step(int Kind, string Subject, string Other, int Number, bool Flag);

    /// <summary>Plays steps on one store the way an engine would, and says what can be seen.</summary>
    private sealed class Player : IAsyncDisposable
    {
        private readonly ISyncStore _store;
        private readonly IReadOnlyList<LaneGrant> _lanes;
        private readonly List<ClaimedEffect> _claimed = [];

        private Player(ISyncStore store, IReadOnlyList<LaneGrant> lanes) => (_store, _lanes) = (store, lanes);

        public static Task<Player> StartAsync(ISyncStore store, IReadOnlyList<LaneGrant> lanes) => Task.FromResult(new Player(store, lanes));

        public async Task<string> PlayAsync(Step step, DateTimeOffset now)
        {
            try
            {
                return await RunAsync(step, now);
            }
            catch (InvalidOperationException refused)
            {
                return refused.Message;
            }
        }

        public async Task<string> SeeAsync(DateTimeOffset now)
        {
            var heads = await _store.ReadHeadsAsync(new HeadQuery("flow", [new LaneRange(0, 3)], now, 100), default);
            var subjects = await _store.SearchAsync(new SubjectQuery(), default);
            var cases = await _store.ReadCasesAsync(new CaseQuery(State: null), default);
            var links = await _store.ReadLinksAsync([.. Names.Select(Key)], default);
            var timelines = new List<TimelineEntry>();
            foreach (var name in Names)
            {
                timelines.AddRange(await _store.ReadTimelineAsync(Key(name), 20, default));
            }

            return string.Join('\n', [await _store.CountAsync(default), .. heads, .. subjects, .. cases, .. links, .. timelines]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static SubjectKey Key(string name) => new("flow", name);

        private async Task<string> RunAsync(Step step, DateTimeOffset now)
        {
            switch (step.Kind)
            {
                case 0 or 1 or 2:
                    var signal = new NewSignal(Key(step.Subject), "s", $"{step.Number * (step.Kind + 1)}", now, now.AddSeconds(-step.Number));
                    return string.Join(';', await _store.AppendAsync([signal, signal with { Subject = Key(step.Other) }], null, default));
                case 3:
                    return await CommitAsync(await CommitOfAsync(step, SubjectTransition.Complete, now));
                case 4:
                    return await CommitAsync(await CommitOfAsync(step, SubjectTransition.Dispatch, now) with
                    {
                        DropEffects = step.Flag,
                        Effects = [.. Enumerable.Range(0, step.Number % 4).Select(n => new NewEffect
                        {
                            Connection = "erp", Entity = n % 2 == 0 ? "document" : "customer", Kind = WriteKind.Create, Key = new($"{now.Ticks}-{n}"), Payload = new byte[n],
                        })],
                    });
                case 5:
                    return await CommitAsync(await CommitOfAsync(step, SubjectTransition.Wait, now) with
                    {
                        DueAt = step.Number > 2 ? now.AddSeconds(step.Number * 9) : null,
                        WakeOnSignal = step.Flag,
                        Attempt = step.Number,
                        Cause = "cause",
                        DependsOn = step.Number % 2 == 0 ? Link.AddressOf(Key(step.Other), $"{step.Number}") : null,
                        DropEffects = step.Number == 5,
                    });
                case 6:
                    return await CommitAsync(await CommitOfAsync(step, SubjectTransition.Park, now) with
                    {
                        DropEffects = step.Flag,
                        Case = new NewCase { Key = NewCase.KeyOf(Key(step.Subject)), Code = $"C{step.Number}", Subject = Key(step.Subject), Message = "m", At = now },
                    });
                case 7:
                    return await CommitAsync(await CommitOfAsync(step, SubjectTransition.Keep, now) with
                    {
                        Title = step.Flag ? $"title {step.Number}" : null,
                        Timeline = [new NewTimelineEntry("linked", $"{step.Number}")],
                        Links = [new Link(Key(step.Subject), $"{step.Number}", "erp", "document", new RecordRef($"r{step.Number}"), null, now)],
                        Signals = step.Flag ? [new NewSignal(Key(step.Other), "follow", $"{step.Number}", now, now)] : [],
                    });
                case 8:
                    var query = new EffectQuery("erp", step.Flag ? "document" : "customer", _lanes, now, step.Number);
                    var claimed = await _store.ClaimEffectsAsync(query, default);
                    _claimed.AddRange(claimed);
                    return string.Join(';', claimed.Select(effect => effect with { Effect = effect.Effect with { Payload = default } }));
                case 9 or 10:
                    return await ReportAsync(step, now);
                default:
                    return step.Flag ? await DecideAsync(step, now) : $"{await _store.PruneAsync(Forever(step.Number), now, default)}";
            }
        }

        /// <summary>Signals and effects stay, so that the recount can see them; steps and cases go.</summary>
        private static RetentionTimes Forever(int number) => new()
        {
            Signals = TimeSpan.FromDays(9_000),
            Timeline = TimeSpan.FromSeconds(number * 20),
            Cases = TimeSpan.FromSeconds(number * 20),
            Effects = TimeSpan.FromDays(9_000),
        };

        private async Task<string> ReportAsync(Step step, DateTimeOffset now)
        {
            if (_claimed.Count == 0)
            {
                return "nothing claimed";
            }

            var effect = _claimed[step.Number % _claimed.Count];
            _claimed.Remove(effect);
            var state = (step.Number, step.Flag) switch
            {
                ( < 3, _) => EffectState.Applied,
                (3, _) => EffectState.Unchanged,
                (_, true) => EffectState.Ready,
                _ => EffectState.Failed,
            };
            return await CommitAsync(new SubjectCommit
            {
                Subject = effect.Subject,
                Lane = effect.Lane,
                At = now,
                Transition = state == EffectState.Failed ? SubjectTransition.Park : SubjectTransition.Keep,
                EffectUpdates = [new EffectUpdate(effect.Id, state, effect.Attempt + 1, now.AddSeconds(step.Number), Probe: step.Flag)],
                DropEffects = state == EffectState.Failed,
                Case = new NewCase { Key = NewCase.KeyOf(effect.Subject), Code = "REJECTED", Message = "m", At = now },
            });
        }

        private async Task<string> DecideAsync(Step step, DateTimeOffset now)
        {
            var open = await _store.ReadCasesAsync(new CaseQuery(), default);
            return open.Count == 0
                ? "no case"
                : $"{await _store.DecideCaseAsync(open[step.Number % open.Count].Id, new CaseDecision((CaseAction)(step.Number % 3), "anna", "why", now), default)}";
        }

        private async Task<SubjectCommit> CommitOfAsync(Step step, SubjectTransition transition, DateTimeOffset now)
        {
            var heads = await _store.ReadHeadsAsync(new HeadQuery("flow", [new LaneRange(0, 3)], now, 100), default);
            var through = heads.FirstOrDefault(head => head.Subject == Key(step.Subject))?.ThroughSequence ?? step.Number;
            var lane = LaneHash.Of(Key(step.Subject), 4);
            return new SubjectCommit
            {
                Subject = Key(step.Subject),
                Lane = _lanes.Single(grant => grant.Lane == lane),
                Transition = transition,
                At = now,
                ThroughSequence = step.Flag ? through : Math.Max(0, through - 1),
                Outcome = step.Number % 2 == 0 ? SignalOutcome.Applied : SignalOutcome.Unchanged,
            };
        }

        private async Task<string> CommitAsync(SubjectCommit commit) => $"{(await _store.CommitAsync([commit], default))[0]}";
    }
}
