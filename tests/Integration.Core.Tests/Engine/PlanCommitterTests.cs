using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;

namespace ErpSync.Tests.Engine;

/// <summary>What a subject that could not be read waits for.</summary>
public sealed class PlanCommitterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly EngineOptions Options = new();

    [Fact]
    public void News_of_a_record_whose_system_is_away_uses_up_no_attempt()
    {
        var commit = Failed(FaultKind.Transient, attempt: 0);

        commit.Transition.Should().Be(SubjectTransition.Wait);
        commit.WakeOnSignal.Should().BeFalse("the record's webhooks do not mend the system");
        commit.DueAt.Should().BeOnOrAfter(Now.AddSeconds(2));
    }

    [Fact]
    public void System_may_be_away_for_an_hour_before_its_records_become_cases()
    {
        var away = TimeSpan.Zero;
        for (var attempt = 0; Failed(FaultKind.Transient, attempt) is { Transition: SubjectTransition.Wait } commit; attempt++)
        {
            away += commit.DueAt!.Value - Now;
        }

        away.Should().BeGreaterThan(TimeSpan.FromHours(1)).And.BeLessThan(TimeSpan.FromHours(2));
    }

    private static SubjectCommit Failed(FaultKind kind, int attempt)
    {
        var subject = new SubjectKey("orders", "1001");
        var committer = new PlanCommitter(new EntityRegistry([]), new FlowRouter([], []), Options, new Backoff(Options));
        var basis = new SubjectCommit { Subject = subject, Lane = new LaneGrant(1, 1), At = Now };
        return committer.Failed(basis, new SubjectHead(subject, 1, 1, Now, Now, attempt, null, null), new Fault(kind, "test.code", "It failed."), Now);
    }
}
