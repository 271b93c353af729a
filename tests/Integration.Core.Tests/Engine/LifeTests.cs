using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;
using ErpSync.Testing;

namespace ErpSync.Tests.Engine;

/// <summary>Sweeps, backfills, previews, dependencies, stops and restarts.</summary>
public sealed class LifeTests
{
    private static readonly DateTimeOffset Long_ago = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Far_off = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Lost_webhook_is_found_by_the_sweep()
    {
        await using var host = await CopyHost.StartAsync(swept: true);

        host.Left.Put("a", new Note("one"));
        await host.UntilAsync(overview => overview.Counts.Applied == 1, "nobody signalled, but the sweep looks");

        host.Written.Should().Equal("a:one");
    }

    [Fact]
    public async Task Sweep_and_signal_of_one_change_write_once()
    {
        await using var host = await CopyHost.StartAsync();
        await host.ChangeAsync("a", "one");
        await host.ErpSync.SweepAsync(CopyFlow.FlowName);
        (await host.ErpSync.SweepAsync(CopyFlow.FlowName)).Should().Be(0);

        var counts = await host.SettleAsync();

        counts.Accepted.Should().Be(2);
        counts.Applied.Should().Be(1);
        (counts.Unchanged + counts.Superseded).Should().Be(1);
        host.Written.Should().Equal("a:one");
    }

    [Fact]
    public async Task Everything_is_looked_at_again_once_a_period_and_what_is_right_is_not_written_again()
    {
        await using var host = await CopyHost.StartAsync(engine => engine.RefreshInterval = TimeSpan.FromMilliseconds(50), swept: true, refreshed: true);
        Fill(host, 3);
        await host.UntilAsync(overview => overview.Counts.Applied == 3, "the sweep finds them");

        await host.UntilAsync(overview => overview.Counts.Unchanged >= 9, "nothing changed, and each is looked at again in every period");

        host.Written.Should().HaveCount(3);
    }

    [Fact]
    public async Task Throttled_sweep_goes_on_from_the_last_page()
    {
        await using var host = await CopyHost.StartAsync();
        Fill(host, 120);
        host.Left.Misbehave(TestFaults.Reads(FaultKind.Throttled, 3));

        (await host.ErpSync.SweepAsync(CopyFlow.FlowName)).Should().Be(120);
        (await host.SettleAsync()).Applied.Should().Be(120);
    }

    [Fact]
    public async Task Backfill_that_was_interrupted_goes_on_where_it_was()
    {
        await using var host = await CopyHost.StartAsync();
        Fill(host, 120);
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();
        await FluentActions.Awaiting(() => BackfillAsync(host, interrupted.Token)).Should().ThrowAsync<OperationCanceledException>();

        var first = await BackfillAsync(host, CancellationToken.None);
        var again = await BackfillAsync(host, CancellationToken.None);

        first.Should().Be(120);
        again.Should().Be(0, "its checkpoint says that it is complete");
        (await host.SettleAsync()).Should().BeEquivalentTo(new { Accepted = 120, Applied = 120 });
    }

    [Fact]
    public async Task Backfill_plans_again_what_sweeps_have_seen()
    {
        await using var host = await CopyHost.StartAsync();
        Fill(host, 3);
        await host.ErpSync.SweepAsync(CopyFlow.FlowName);
        (await host.SettleAsync()).Should().BeEquivalentTo(new { Accepted = 3, Applied = 3 });

        (await BackfillAsync(host, CancellationToken.None)).Should().Be(3);
        (await host.SettleAsync()).Should().BeEquivalentTo(new { Accepted = 6, Applied = 3, Unchanged = 3 });
    }

    [Fact]
    public async Task Backfill_takes_its_window_only()
    {
        await using var host = await CopyHost.StartAsync();
        Fill(host, 3);

        (await host.ErpSync.BackfillAsync(CopyFlow.FlowName, Long_ago, Long_ago.AddYears(1))).Should().Be(0);
        await FluentActions.Awaiting(() => host.ErpSync.BackfillAsync(CopyFlow.FlowName, Far_off, Long_ago).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await FluentActions.Awaiting(() => host.ErpSync.BackfillAsync("no-such-flow", Long_ago, Far_off).AsTask()).Should().ThrowAsync<ArgumentException>().WithMessage("*copy*");
    }

    [Fact]
    public async Task Preview_shows_the_plan_and_changes_nothing()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Put("a", new Note("one"));

        var plan = await host.ErpSync.PreviewAsync(CopyFlow.Subject("a"));

        plan.Effects.Should().ContainSingle().Which.Title.Should().Be("Copy note a");
        var counts = (await host.ErpSync.OverviewAsync()).Counts;
        counts.Should().BeEquivalentTo(new { Accepted = 0, PendingEffects = 0 });
        host.Written.Should().BeEmpty();
        (await host.ErpSync.TimelineAsync(CopyFlow.Subject("a"))).Should().BeEmpty();
    }

    [Fact]
    public async Task Dependent_subject_waits_for_the_link_of_another()
    {
        await using var host = await CopyHost.StartAsync(engine => engine.WaitPoll = TimeSpan.FromHours(1));
        await host.ChangeAsync("second", "one", after: "first");
        await host.UntilAsync(_ => host.ErpSync.SearchAsync(new SubjectQuery("second")).AsTask().Result is [{ State: SubjectState.Waiting }], "it waits");

        await host.ChangeAsync("first", "one");
        await host.SettleAsync();

        host.Written.Should().Equal("first:one", "second:one");
    }

    [Fact]
    public async Task Waiting_past_its_deadline_is_a_case_that_names_the_cause()
    {
        await using var host = await CopyHost.StartAsync(engine => engine.WaitLimit = TimeSpan.FromMilliseconds(1));
        host.Right.Misbehave(TestFaults.Writes(FaultKind.MissingDependency, 1000));

        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1, "waiting has an end");

        (await host.CasesAsync()).Single().Report.Code.Should().Contain("right.missingdependency");
        host.Written.Should().BeEmpty();
    }

    [Fact]
    public async Task Silence_is_a_case()
    {
        await using var host = await CopyHost.StartAsync(engine => engine.SilenceLimit = TimeSpan.FromMilliseconds(20));

        await host.UntilAsync(overview => overview.Counts.OpenCases == 1, "nothing arrives");

        (await host.CasesAsync()).Single().Report.Should().BeEquivalentTo(new { Code = "silence", Connection = CopyFlow.Source });
    }

    [Fact]
    public async Task Graceful_stop_puts_the_answer_on_the_way_on_record()
    {
        var host = await CopyHost.StartAsync();
        host.Sink.Hold();
        await host.ChangeAsync("a", "one");
        await host.Sink.Written.Task.WaitAsync(TimeSpan.FromSeconds(60));

        var stopping = host.StopAsync();
        stopping.IsCompleted.Should().BeFalse("a write is under way");
        host.Sink.Release();
        await stopping;

        (await host.ErpSync.OverviewAsync()).Counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, PendingEffects = 0 });
        host.Right.Lookups.Should().Be(0);
    }

    [Fact]
    public async Task What_waited_in_memory_for_its_turn_is_written_after_a_stop_without_asking_the_target()
    {
        var first = await CopyHost.StartAsync();
        first.Sink.Hold();
        await first.ChangeAsync("a", "one");
        await first.Sink.Written.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Fill(first, 10);
        foreach (var number in Enumerable.Range(0, 10))
        {
            await first.SignalAsync($"n{number}");
        }

        await first.UntilAsync(overview => overview.Counts.PendingEffects == 11, "all are planned while the target is busy");
        var stopping = first.StopAsync();
        first.Sink.Release();
        await stopping;
        await using var second = await first.RestartAsync();
        (await second.SettleAsync()).Applied.Should().Be(11);

        second.Right.Lookups.Should().Be(0);
        second.Written.Should().HaveCount(11).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Write_that_outlives_the_stop_is_looked_up_after_the_restart_and_not_repeated()
    {
        var first = await CopyHost.StartAsync(engine => engine.ShutdownTimeout = TimeSpan.FromMilliseconds(20));
        first.Sink.Hold();
        await first.ChangeAsync("a", "one");
        await first.Sink.Written.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await first.StopAsync();
        (await first.ErpSync.OverviewAsync()).Counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 0, PendingEffects = 1 });

        await using var second = await first.RestartAsync();
        (await second.SettleAsync()).Applied.Should().Be(1);

        second.Right.Lookups.Should().Be(1);
        second.Written.Should().Equal("a:one");
    }

    [Fact]
    public async Task What_was_accepted_before_a_stop_is_worked_after_the_restart()
    {
        var first = await CopyHost.StartAsync();
        await first.StopAsync();
        Fill(first, 10);
        foreach (var number in Enumerable.Range(0, 10))
        {
            await first.SignalAsync($"n{number}");
        }

        await using var second = await first.RestartAsync();

        (await second.SettleAsync()).Should().BeEquivalentTo(new { Accepted = 10, Applied = 10 });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_goes_wrong_every_note_ends_as_it_should_and_no_text_is_written_twice(int seed)
    {
        const int Notes = 40;
        var random = new Random(seed);
        await using var host = await CopyHost.StartAsync(engine => (engine.MaxAttempts, engine.MaxConflicts) = (100, 100));
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                host.Left.Misbehave(TestFaults.Reads(random.Next(2) == 0 ? FaultKind.Transient : FaultKind.Throttled));
                host.Right.Misbehave(random.Next(5) switch
                {
                    0 => [Misbehaviour.LoseAnswer()],
                    1 => [Misbehaviour.LoseAnswer(), Misbehaviour.FailLookup(TestFaults.Of(FaultKind.Transient))],
                    2 => [Misbehaviour.ThrowOnWrite(new TimeoutException())],
                    3 => TestFaults.Writes(FaultKind.Conflict),
                    _ => TestFaults.Writes(FaultKind.Throttled),
                });
            }

            foreach (var number in Enumerable.Range(0, Notes))
            {
                await host.ChangeAsync($"n{number}", $"text{round}");
            }
        }

        var counts = await host.SettleAsync();

        counts.OpenCases.Should().Be(0);
        host.Written.Should().OnlyHaveUniqueItems();
        host.Written.Where(key => key.EndsWith(":text4", StringComparison.Ordinal)).Should().HaveCount(Notes, "the last text of each note arrived");
        host.Right.Writes.Where(write => write.Kind == WriteKind.Create).Should().HaveCount(Notes, "each note exists once");
    }

    private static Task<long> BackfillAsync(CopyHost host, CancellationToken ct) => host.ErpSync.BackfillAsync(CopyFlow.FlowName, Long_ago, Far_off, ct).AsTask();

    private static void Fill(CopyHost host, int notes)
    {
        foreach (var number in Enumerable.Range(0, notes))
        {
            host.Left.Put($"n{number}", new Note("one"));
        }
    }
}
