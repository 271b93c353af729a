using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Storage;

namespace ErpSync.Tests.Engine;

/// <summary>The default answer to every kind of fault of a write (DESIGN §4).</summary>
public sealed class EffectJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly EngineOptions Options = new() { MaxAttempts = 3, MaxConflicts = 1, FirstBackoff = TimeSpan.FromSeconds(2) };
    private readonly EffectJudge _judge = new(Options, new Backoff(Options));

    [Fact]
    public void Applied_links_the_record_and_keeps_the_head()
    {
        var commit = Judge(new WriteResult.Applied("7", new RecordRef("so-1", "etag", "SO-1001")));

        commit.Transition.Should().Be(SubjectTransition.Keep);
        commit.EffectUpdates.Should().ContainSingle().Which.State.Should().Be(EffectState.Applied);
        commit.Links.Should().ContainSingle().Which.Ref.DisplayNumber.Should().Be("SO-1001");
    }

    [Fact]
    public void Transient_is_sent_again_later_and_counted()
    {
        var update = Judge(Failed(FaultKind.Transient)).EffectUpdates.Single();

        update.State.Should().Be(EffectState.Ready);
        update.Attempt.Should().Be(1);
        update.DueAt.Should().BeOnOrAfter(Now.AddSeconds(2)).And.BeOnOrBefore(Now.AddSeconds(2.5));
        update.Probe.Should().BeFalse();
    }

    [Fact]
    public void Transient_becomes_a_case_after_the_last_attempt()
    {
        var commit = Judge(Failed(FaultKind.Transient), attempt: 2);

        commit.Transition.Should().Be(SubjectTransition.Park);
        commit.Case!.Code.Should().Be("test.code");
        commit.DropEffects.Should().BeTrue();
    }

    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.Unauthorized)]
    [InlineData(FaultKind.SchemaChanged)]
    public void A_resting_connection_costs_no_attempt(FaultKind kind)
    {
        var commit = Judge(Failed(kind), attempt: 2);

        commit.Transition.Should().Be(SubjectTransition.Keep);
        commit.Case.Should().BeNull();
        commit.EffectUpdates.Single().Should().BeEquivalentTo(new { State = EffectState.Ready, Attempt = 2, DueAt = Now });
    }

    [Fact]
    public void Conflict_is_read_again_once_then_becomes_a_case()
    {
        var first = Judge(Failed(FaultKind.Conflict));
        var second = Judge(Failed(FaultKind.Conflict));

        first.Transition.Should().Be(SubjectTransition.Wait);
        first.DueAt.Should().BeAfter(Now, "a replica that is behind gets a moment");
        first.EffectUpdates.Single().State.Should().Be(EffectState.Failed);
        second.Transition.Should().Be(SubjectTransition.Park);
    }

    [Theory]
    [InlineData(FaultKind.Invalid)]
    [InlineData(FaultKind.Rejected)]
    [InlineData(FaultKind.Bug)]
    public void What_a_person_must_decide_is_a_case_at_once(FaultKind kind)
    {
        var commit = Judge(Failed(kind));

        commit.Transition.Should().Be(SubjectTransition.Park);
        commit.Case.Should().BeEquivalentTo(new { Code = "test.code", Message = "The remote said no.", Hint = "Do this.", Field = "lines[2].sku" });
    }

    [Fact]
    public void Missing_dependency_waits_with_a_deadline()
    {
        var commit = Judge(Failed(FaultKind.MissingDependency));

        commit.Transition.Should().Be(SubjectTransition.Wait);
        commit.Cause.Should().Be("test.code");
        commit.Deadline.Should().Be(Now.AddHours(-1) + Options.WaitLimit);
        commit.DropEffects.Should().BeTrue();
    }

    [Fact]
    public void Missing_dependency_keeps_the_deadline_of_its_first_waiting_and_ends_as_a_case()
    {
        Judge(Failed(FaultKind.MissingDependency), deadline: Now.AddMinutes(1)).Deadline.Should().Be(Now.AddMinutes(1));

        var commit = Judge(Failed(FaultKind.MissingDependency), deadline: Now);
        commit.Transition.Should().Be(SubjectTransition.Park);
        commit.Case!.Code.Should().Be("overdue:test.code");
    }

    [Fact]
    public void Unknown_is_looked_up_after_the_consistency_lag()
    {
        var update = Judge(new WriteResult.Unknown("7", FaultOf(FaultKind.Transient)), lag: TimeSpan.FromMinutes(8)).EffectUpdates.Single();

        update.Should().BeEquivalentTo(new { State = EffectState.Ready, Probe = true, Attempt = 1, DueAt = Now.AddMinutes(8) });
    }

    [Fact]
    public void Unknown_stays_unknown_while_the_connection_rests()
    {
        var update = Judge(new WriteResult.Unknown("7", FaultOf(FaultKind.Throttled)), attempt: 2).EffectUpdates.Single();

        update.Should().BeEquivalentTo(new { State = EffectState.Ready, Probe = true, Attempt = 2, DueAt = Now });
    }

    private static WriteResult.Failed Failed(FaultKind kind) => new("7", FaultOf(kind));

    private static Fault FaultOf(FaultKind kind) => new(kind, "test.code", "The remote said no.") { Hint = "Do this.", Field = "lines[2].sku" };

    private SubjectCommit Judge(WriteResult result, int attempt = 0, TimeSpan lag = default, DateTimeOffset? deadline = null)
    {
        var effect = new ClaimedEffect
        {
            Id = 7,
            Subject = new SubjectKey("orders:shop", "1001"),
            Lane = new LaneGrant(3, 1),
            Attempt = attempt,
            CreatedAt = Now.AddHours(-1),
            Deadline = deadline,
            Effect = new NewEffect
            {
                Connection = "erp",
                Entity = EntityNames.SalesDocument,
                Kind = WriteKind.Create,
                Key = new IdempotencyKey("k"),
                Payload = ReadOnlyMemory<byte>.Empty,
                LinkName = "document/Order/1001",
                Title = "Create",
            },
        };
        return _judge.Judge(new EffectAnswer(effect, result), new EntityCapability(EntityNames.SalesDocument) { ConsistencyLag = lag }, Now);
    }
}
