using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Tests.Engine;

/// <summary>What a person can do with a case, and what it leads to.</summary>
public sealed class CaseTests
{
    [Fact]
    public async Task Retry_works_from_fresh_state_and_closes_the_case()
    {
        await using var host = await WithCaseAsync();
        host.Left.Put("a", new Note("corrected"));

        (await DecideAsync(host, CaseAction.Retry)).Should().BeTrue();
        var counts = await host.UntilAsync(overview => overview.Counts is { Applied: 1, OpenCases: 0 }, "the retry works");

        counts.Should().BeEquivalentTo(new { Accepted = 1, Applied = 1, Cased = 0 });
        host.Written.Should().Equal("a:corrected");
        (await host.CasesAsync(null)).Single().State.Should().Be(CaseState.Resolved);
    }

    [Fact]
    public async Task Retry_that_fails_again_is_still_one_case()
    {
        await using var host = await WithCaseAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Invalid));

        await DecideAsync(host, CaseAction.Retry);
        var counts = await host.UntilAsync(overview => overview.Counts.Cased == 1 && host.CasesAsync().Result is [{ Count: 2 }], "it failed again");

        counts.Should().BeEquivalentTo(new { Accepted = 1, Cased = 1, OpenCases = 1 });
    }

    [Theory]
    [InlineData(CaseAction.Resolve, CaseState.Resolved)]
    [InlineData(CaseAction.Ignore, CaseState.Ignored)]
    public async Task Closed_case_keeps_who_and_why_and_a_new_change_is_worked(CaseAction action, CaseState state)
    {
        await using var host = await WithCaseAsync();

        (await DecideAsync(host, action)).Should().BeTrue();
        (await DecideAsync(host, action)).Should().BeFalse("it is not open any more");

        (await host.CasesAsync(null)).Single().Should().BeEquivalentTo(new { State = state, ClosedBy = "vera", ClosedBecause = "It is known." });
        host.Written.Should().BeEmpty();
        await host.ChangeAsync("a", "two");
        await host.UntilAsync(overview => overview.Counts.Applied == 1, "the new change is worked");
        host.Written.Should().Equal("a:two");
    }

    [Fact]
    public async Task New_change_that_works_closes_the_open_case()
    {
        await using var host = await WithCaseAsync();

        await host.ChangeAsync("a", "two");
        var counts = await host.UntilAsync(overview => overview.Counts is { Waiting: 0, OpenCases: 0 }, "the newer change works");

        counts.Should().BeEquivalentTo(new { Accepted = 2, Applied = 1, Superseded = 1, Cased = 0 });
    }

    [Fact]
    public async Task Timeline_tells_the_whole_story()
    {
        await using var host = await WithCaseAsync();
        await DecideAsync(host, CaseAction.Retry);
        await host.UntilAsync(overview => overview.Counts is { Applied: 1, OpenCases: 0 }, "the retry works");

        var steps = await host.ErpSync.TimelineAsync(CopyFlow.Subject("a"));

        steps.Select(step => step.Code).Should().ContainInOrder("planned", "case", "planned", "effect-applied");
        steps.Should().BeInAscendingOrder(step => step.At);
        (await host.ErpSync.SearchAsync(new SubjectQuery("Note a"))).Should().ContainSingle().Which.Subject.Should().Be(CopyFlow.Subject("a"));
    }

    private static async Task<CopyHost> WithCaseAsync()
    {
        var host = await CopyHost.StartAsync();
        host.Right.Misbehave(TestFaults.Writes(FaultKind.Invalid));
        await host.ChangeAsync("a", "one");
        await host.UntilAsync(overview => overview.Counts is { Cased: 1, OpenCases: 1 }, "there is a case");
        return host;
    }

    private static async Task<bool> DecideAsync(CopyHost host, CaseAction action) =>
        await host.ErpSync.DecideAsync((await host.CasesAsync(null)).Single().Id, action, "vera", "It is known.");
}
