using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Tests.Engine;

/// <summary>Credentials that are refused, and permissions that are missing for a part of a connection whose credentials are good.</summary>
public sealed class RefusalTests
{
    private static readonly ConnectionReport Well = new(ConnectionState.Ok, []);
    private static readonly ConnectionReport Refused = new(ConnectionState.Unauthorized, [new ConnectionFinding("right.unauthorized", "The key is revoked.", "Enter a new key.")]);

    [Fact]
    public async Task Permission_missing_for_one_kind_of_call_rests_that_kind_with_one_case_and_lets_the_others_go_on()
    {
        await using var host = await CopyHost.StartAsync(swept: true);
        host.Origin.DenyFinding(TestFaults.Of(FaultKind.Unauthorized));
        host.Left.Put("first", new Note("one"));
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1 && overview.Connections.All(connection => !connection.IsRefused), "the check is well, so the connection is open");
        var open = (await host.CasesAsync()).Should().ContainSingle().Subject;
        open.Report.Code.Should().Be("right.unauthorized");
        open.Report.Message.Should().Contain("only reading note rests");

        foreach (var number in Enumerable.Range(0, 200))
        {
            host.Left.Put($"n{number}", new Note("one"));
        }

        await host.UntilAsync(overview => overview.Counts.Accepted == 201, "sweeps go on over the same connection");
        (await host.CasesAsync()).Should().ContainSingle("it is one permission, however many records need it").Which.Id.Should().Be(open.Id, "it did not close and open again");

        host.Origin.DenyFinding(null);
        await host.UntilAsync(overview => overview.Counts is { Applied: 201, OpenCases: 0 }, "the permission was granted");
    }

    [Fact]
    public async Task Permission_that_is_granted_ends_the_rest_and_closes_the_case()
    {
        await using var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Unauthorized, 4));
        await host.ChangeAsync("a", "one");
        await host.ChangeAsync("b", "one");

        var counts = await host.UntilAsync(overview => overview.Counts is { Applied: 2, OpenCases: 0 }, "it is tried again by itself");

        counts.PendingEffects.Should().Be(0);
        (await host.CasesAsync(CaseState.Resolved)).Should().NotBeEmpty().And.OnlyContain(closed => closed.Report.Code == "right.unauthorized");
    }

    [Fact]
    public async Task Permission_missing_for_reading_is_one_case_and_ends_by_itself()
    {
        await using var host = await CopyHost.StartAsync();
        host.Left.Misbehave(TestFaults.Reads(FaultKind.Unauthorized, 6));
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1, "there is one case");

        await host.UntilAsync(overview => overview.Counts is { Applied: 1, OpenCases: 0 }, "it is read as soon as it may be");
    }

    [Fact]
    public async Task Record_that_alone_may_not_be_written_is_a_case_of_its_own_and_others_go_on()
    {
        await using var host = await CopyHost.StartAsync();
        host.Sink.Refuse("locked", TestFaults.Of(FaultKind.Unauthorized));
        await host.ChangeAsync("locked", "one");
        foreach (var number in Enumerable.Range(0, 10))
        {
            await host.ChangeAsync($"n{number}", "one");
        }

        await host.UntilAsync(overview => overview.Counts is { Applied: 10, Cased: 1, OpenCases: 1 }, "ten are written, one is a case");

        (await host.CasesAsync()).Single().Report.Should().BeEquivalentTo(new { Code = "right.unauthorized", Subject = CopyFlow.Subject("locked") }, options => options.ExcludingMissingMembers());
    }

    [Fact]
    public async Task Credentials_that_are_refused_at_the_start_are_a_case_before_anything_is_sent()
    {
        await using var host = await CopyHost.StartAsync(right: Refused);
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1, "the first check says so");
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts.PendingEffects == 1, "it is planned");
        (await host.CasesAsync()).Single().Report.Should().BeEquivalentTo(new { Code = "right.unauthorized", Message = "The key is revoked.", Hint = "Enter a new key." });
        host.Written.Should().BeEmpty();

        host.Right.Report = Well;
        await host.UntilAsync(overview => overview.Counts is { Applied: 1, OpenCases: 0 }, "the check is well again");
    }

    [Fact]
    public async Task Case_of_refused_credentials_closes_after_a_restart_too()
    {
        var first = await CopyHost.StartAsync(right: Refused);
        await first.UntilAsync(overview => overview.Counts.OpenCases == 1, "the first check says so");
        await first.StopAsync();
        first.Right.Report = Well;

        await using var second = await first.RestartAsync();

        await second.UntilAsync(overview => overview.Counts.OpenCases == 0, "whoever opened it is gone");
    }

    [Fact]
    public async Task Connection_that_is_set_up_wrongly_is_a_case_until_it_is_right()
    {
        await using var host = await CopyHost.StartAsync(right: new ConnectionReport(ConnectionState.Misconfigured, [new ConnectionFinding("right.company", "There is no such company.", "Name another.")]));
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1, "the check says so");
        (await host.CasesAsync()).Single().Report.Should().BeEquivalentTo(new { Code = "right.company", Connection = CopyFlow.Target, Hint = "Name another." });

        host.Right.Report = Well;
        await host.UntilAsync(overview => overview.Counts.OpenCases == 0, "it is right");
    }

    [Fact]
    public async Task What_a_check_finds_is_shown()
    {
        var finding = new ConnectionFinding("right.scope-missing", "A scope is missing.", "Grant it.");
        await using var host = await CopyHost.StartAsync(right: new ConnectionReport(ConnectionState.Degraded, [finding]));

        await host.UntilAsync(overview => overview.Connections.Single(connection => connection.Id == CopyFlow.Target) is { HasLimits: true, IsRefused: false }, "it works with limits");

        var overview = await host.ErpSync.OverviewAsync();
        overview.Connections.Single(connection => connection.Id == CopyFlow.Target).Findings.Should().Equal(finding);
        overview.Connections.Single(connection => connection.Id == CopyFlow.Source).Findings.Should().BeEmpty();
    }
}
