using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Tests.Engine;

/// <summary>Sweeps that fail, and cases that belong to no record.</summary>
public sealed class TaskFaultTests
{
    [Fact]
    public async Task Sweep_that_goes_on_failing_is_a_case_and_the_case_closes_when_it_works()
    {
        await using var host = await CopyHost.StartAsync(swept: true);
        host.Left.Put("a", new Note("one"));
        await host.UntilAsync(overview => overview.Counts.Applied == 1, "sweeps work");
        host.Left.Misbehave(TestFaults.Reads(FaultKind.Transient, 8));

        await host.UntilAsync(overview => overview.Counts.OpenCases == 1, "three attempts are allowed");
        (await host.CasesAsync()).Single().Report.Should().BeEquivalentTo(new { Code = "right.transient", Connection = CopyFlow.Source, Subject = (SubjectKey?)null });

        await host.UntilAsync(overview => overview.Counts.OpenCases == 0, "it works again");
    }

    [Fact]
    public async Task Sweep_that_can_never_succeed_is_a_case_at_once_and_forgetting_its_checkpoint_mends_it()
    {
        await using var host = await CopyHost.StartAsync(swept: true);
        host.Left.Put("a", new Note("one"));
        await host.UntilAsync(overview => overview.Counts.Applied == 1, "sweeps work");
        host.Origin.BreakPositions();
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1, "the position is refused");
        host.Left.Put("b", new Note("one"));
        (await host.ErpSync.ForgetCheckpointAsync(CopyFlow.FlowName)).Should().BeTrue();
        await host.UntilAsync(overview => overview.Counts is { Applied: 2, OpenCases: 0 }, "the sweep begins anew and finds what it had missed");

        host.Written.Should().Equal("a:one", "b:one");
    }

    [Fact]
    public async Task Backfill_over_an_export_that_is_still_prepared_waits_for_it()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Put("a", new Note("one"));
        host.Origin.PrepareExport(rounds: 3);

        (await host.ErpSync.BackfillAsync(CopyFlow.FlowName, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200))).Should().Be(1, "the call ends when everything was read, not before");

        (await host.SettleAsync()).Applied.Should().Be(1);
    }

    [Fact]
    public async Task Backfill_whose_position_can_never_be_read_begins_anew_when_it_is_asked_for_again()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Put("a", new Note("one"));
        host.Origin.PrepareExport(rounds: 2, fails: true);
        var backfill = async () => await host.ErpSync.BackfillAsync(CopyFlow.FlowName, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));

        (await backfill.Should().ThrowAsync<ConnectorException>()).Which.Fault.Code.Should().Be("left.export-failed");
        (await backfill()).Should().Be(1, "the position in the failed export is forgotten");

        (await host.SettleAsync()).Applied.Should().Be(1);
    }

    [Fact]
    public async Task Resuming_a_flow_closes_its_case()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Misbehave(TestFaults.Reads(FaultKind.SchemaChanged));
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1 && overview.StoppedFlows.Count == 1, "the flow is stopped");

        host.ErpSync.Resume(CopyFlow.FlowName).Should().BeTrue();

        await host.UntilAsync(overview => overview.Counts is { Applied: 1, OpenCases: 0 }, "it runs again");
    }

    [Fact]
    public async Task Retrying_the_case_of_a_stopped_sink_resumes_it()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.SchemaChanged));
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1 && overview.StoppedFlows.Count == 1, "the sink is stopped");

        (await host.ErpSync.DecideAsync((await host.CasesAsync()).Single().Id, CaseAction.Retry, "anna", "The schema is adapted.")).Should().BeTrue();

        await host.UntilAsync(overview => overview.Counts is { Applied: 1, OpenCases: 0 } && overview.StoppedFlows.Count == 0, "it runs again");
    }

    [Fact]
    public async Task Case_of_a_stopped_flow_closes_when_it_runs_after_a_restart()
    {
        var first = await CopyHost.StartAsync();
        first.Left.Misbehave(TestFaults.Reads(FaultKind.SchemaChanged));
        await first.ChangeAsync("a", "one");
        await first.UntilAsync(overview => overview.Counts.OpenCases == 1, "the flow is stopped");
        await first.StopAsync();

        await using var second = await first.RestartAsync();

        await second.UntilAsync(overview => overview.Counts is { Applied: 1, OpenCases: 0 }, "the new process runs it");
    }
}
