using ErpSync.Connectors;

namespace ErpSync.Tests.Engine;

/// <summary>What becomes of records that cannot be read or planned.</summary>
public sealed class ReadFaultTests
{
    [Fact]
    public async Task Transient_reading_is_tried_again()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Misbehave(TestFaults.Reads(FaultKind.Transient, 2));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 });
    }

    [Fact]
    public async Task Throttled_reading_leaves_the_work_as_it_is()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Misbehave(TestFaults.Reads(FaultKind.Throttled, 10));

        await host.ChangeAsync("a", "one");
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, OpenCases = 0 });
    }

    [Fact]
    public async Task Refused_credentials_of_a_source_are_one_case_and_end_with_the_check()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Report = new ConnectionReport(ConnectionState.Unauthorized, []);
        host.Left.Misbehave(TestFaults.Reads(FaultKind.Unauthorized));
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts is { OpenCases: 1, Waiting: 1 }, "there is one case");

        host.Left.Report = new ConnectionReport(ConnectionState.Degraded, []);
        var counts = await host.UntilAsync(overview => overview.Counts is { Waiting: 0, OpenCases: 0 }, "the check is well again");

        counts.Applied.Should().Be(1);
    }

    [Fact]
    public async Task Changed_schema_stops_the_flow_with_one_case_until_somebody_resumes_it()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Misbehave(TestFaults.Reads(FaultKind.SchemaChanged));
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.StoppedFlows.ContainsKey(CopyFlow.FlowName) && overview.Counts is { OpenCases: 1, Waiting: 1 }, "the flow is stopped");

        await host.ChangeAsync("b", "one");
        host.Written.Should().BeEmpty();
        host.ErpSync.Resume(CopyFlow.FlowName).Should().BeTrue();
        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 2, Applied = 2 });
    }

    [Fact]
    public async Task Records_a_planner_cannot_digest_are_cases_of_one_code_and_the_rest_of_the_batch_goes_on()
    {
        await using var host = await CopyHost.StartAsync();
        await host.ChangeAsync("a", CopyFlow.Indigestible);
        await host.ChangeAsync("b", "one");
        await host.ChangeAsync("c", CopyFlow.Indigestible);

        var counts = await host.SettleAsync();

        counts.Should().BeEquivalentTo(new { Accepted = 3, Applied = 1, Cased = 2, OpenCases = 2 });
        var codes = (await host.CasesAsync()).Select(open => open.Report.Code).Distinct().ToList();
        codes.Should().ContainSingle().Which.Should().StartWith("bug:FormatException@");
    }

    [Fact]
    public async Task Deleted_record_needs_nothing()
    {
        await using var host = await CopyHost.StartAsync();
        await host.SignalAsync("never-was");

        (await host.SettleAsync()).Should().BeEquivalentTo(new { Accepted = 1, Unchanged = 1 });
    }
}
