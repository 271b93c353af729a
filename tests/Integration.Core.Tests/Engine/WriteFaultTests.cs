using ErpSync.Connectors;
using ErpSync.Storage;
using ErpSync.Testing;

namespace ErpSync.Tests.Engine;

/// <summary>What becomes of a write that goes wrong, by kind of fault (DESIGN §4), through the running engine.</summary>
public sealed class WriteFaultTests
{
    [Fact]
    public async Task Transient_is_tried_again_until_it_is_applied()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Transient, 2));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 });
        host.Written.Should().Equal("a:one");
    }

    [Fact]
    public async Task Transient_that_does_not_pass_is_a_case_after_the_last_attempt()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Transient, 3));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Cased = 1, OpenCases = 1 });
        (await host.CasesAsync()).Single().Report.Code.Should().Be("right.transient");
        host.Written.Should().BeEmpty();
    }

    [Fact]
    public async Task Throttled_rests_the_connection_and_counts_no_attempt()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Throttled, 10));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 }, "ten refusals are more than the three attempts allowed");
    }

    [Fact]
    public async Task Refused_credentials_are_one_case_for_a_hundred_items_and_all_go_on_after_the_check()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Report = new ConnectionReport(ConnectionState.Unauthorized, [new ConnectionFinding("right.unauthorized", "The key is revoked.")]);
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Unauthorized));
        foreach (var number in Enumerable.Range(0, 100))
        {
            await host.ChangeAsync($"n{number}", "one");
        }

        await host.UntilAsync(overview => overview.Counts.PendingEffects == 100 && overview.Connections.Any(connection => connection.IsRefused), "all are planned, none is sent");
        (await host.CasesAsync()).Should().ContainSingle().Which.Report.Should().BeEquivalentTo(new { Code = "right.unauthorized", Connection = CopyFlow.Target });
        host.Written.Should().BeEmpty();

        host.Right.Report = new ConnectionReport(ConnectionState.Ok, []);
        var counts = await host.UntilAsync(overview => overview.Counts is { Waiting: 0, OpenCases: 0 }, "the check is well again");

        counts.Should().BeEquivalentTo(new { Accepted = 100, Applied = 100 });
        host.Written.Should().HaveCount(100).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Conflict_is_read_again_once_and_applied()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Conflict));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 });
        host.Left.Finds.Should().Be(2, "the record is read again before it is written again");
    }

    [Fact]
    public async Task Second_conflict_is_a_case()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Conflict, 2));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Cased = 1, OpenCases = 1 });
        host.Left.Finds.Should().Be(2);
    }

    [Fact]
    public async Task Conflict_that_settled_itself_does_not_count_for_the_next_one()
    {
        await using var host = await CopyHost.StartAsync();
        await host.ChangeAsync("a", "one");
        await host.SettleAsync();
        host.Sink.RefuseOnce("a", TestFaults.Of(FaultKind.Conflict), () => host.Left.Put("a", new Note("one")));
        await host.ChangeAsync("a", "two");
        await host.UntilAsync(overview => overview.Counts is { Unchanged: 1, Waiting: 0 }, "read again, nothing is left to do");

        host.Sink.RefuseOnce("a", TestFaults.Of(FaultKind.Conflict), () => { });
        await host.ChangeAsync("a", "three");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Applied = 2, OpenCases = 0 }, "each conflict is read again once");
    }

    [Theory]
    [InlineData(FaultKind.Invalid)]
    [InlineData(FaultKind.Rejected)]
    public async Task Content_that_is_refused_is_a_case_at_once_and_touches_no_other_subject(FaultKind kind)
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(kind));

        foreach (var id in new[] { "a", "b", "c" })
        {
            await host.ChangeAsync(id, "one");
        }

        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 3, Applied = 2, Cased = 1, OpenCases = 1 });
        (await host.CasesAsync()).Single().Report.Should().BeEquivalentTo(new { Code = $"right.{kind.ToString().ToLowerInvariant()}", Field = "text", Hint = "Do something." });
    }

    [Fact]
    public async Task Missing_dependency_waits_and_is_applied_when_it_is_there()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.MissingDependency, 5));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 }, "waiting is no attempt");
    }

    [Fact]
    public async Task Changed_schema_stops_the_sink_with_one_case_until_somebody_resumes_it()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.SchemaChanged));
        foreach (var id in new[] { "a", "b", "c" })
        {
            await host.ChangeAsync(id, "one");
        }

        const string Sink = "sink:right:note";
        await host.UntilAsync(overview => overview.StoppedFlows.ContainsKey(Sink) && overview.Counts is { OpenCases: 1, PendingEffects: 3 }, "the sink is stopped");
        host.Written.Should().BeEmpty();
        host.ErpSync.Resume(Sink).Should().BeTrue();
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 3, Applied = 3 });
        host.ErpSync.Resume(Sink).Should().BeFalse("it is running");
    }

    [Fact]
    public async Task Lost_answer_is_looked_up_and_nothing_is_written_twice()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(Misbehaviour.LoseAnswer());

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 });
        host.Right.Lookups.Should().Be(1);
        host.Written.Should().Equal("a:one");
    }

    [Fact]
    public async Task Outcome_stays_unknown_while_the_look_up_fails_and_nothing_is_sent_meanwhile()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(Misbehaviour.LoseAnswer(), Misbehaviour.FailLookup(TestFaults.Of(FaultKind.Transient)));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Applied.Should().Be(1);
        host.Right.Lookups.Should().Be(2);
        host.Written.Should().Equal("a:one");
    }

    [Fact]
    public async Task Exception_of_a_connector_is_looked_up_then_sent_again()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(Misbehaviour.ThrowOnWrite(new InvalidOperationException("boom")));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 });
        host.Right.Lookups.Should().Be(1);
        host.Written.Should().Equal("a:one");
    }

    [Fact]
    public async Task Exception_that_repeats_is_a_case_named_after_it()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave([.. Enumerable.Range(0, 3).Select(_ => Misbehaviour.ThrowOnWrite(new InvalidOperationException("secret")))]);

        await host.ChangeAsync("a", "one");
        await host.SettleAsync();

        var report = (await host.CasesAsync()).Single().Report;
        report.Code.Should().StartWith("bug:InvalidOperationException@");
        report.Message.Should().NotContain("secret", "texts of exceptions can hold anything");
    }

    [Fact]
    public async Task Stuck_subject_keeps_its_own_order_and_lets_others_pass()
    {
        await using var host = await CopyHost.StartAsync(engine => (engine.FirstBackoff, engine.MaxBackoff) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Transient));
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts is { Waiting: 1, PendingEffects: 1 }, "a waits");
        await host.UntilAsync(_ => host.ErpSync.TimelineAsync(CopyFlow.Subject("a")).AsTask().Result.Any(step => step.Code == "effect-failed"), "its write has failed");

        await host.ChangeAsync("a", "two");
        await host.ChangeAsync("b", "one");
        await host.UntilAsync(overview => overview.Counts.Applied == 1, "b passes");

        host.Written.Should().Equal("b:one");
    }
}
