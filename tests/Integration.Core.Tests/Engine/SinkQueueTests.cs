using ErpSync.Engine;

namespace ErpSync.Core.Tests.Engine;

/// <summary>When an effect is handed over in memory instead of being looked for in the store.</summary>
public sealed class SinkQueueTests
{
    private readonly SinkQueue _queue = new(new EngineThreads());

    [Fact]
    public void Nothing_is_handed_over_before_anybody_dispatches_and_has_looked_into_the_store()
    {
        var closed = _queue.TryPromise();
        _queue.Open(capacity: 10);

        closed.Should().BeFalse();
        _queue.TryPromise().Should().BeFalse("the store may hold what an earlier process left");
        _queue.Exhausted(_queue.Looks);
        _queue.TryPromise().Should().BeTrue();
    }

    [Fact]
    public void There_is_room_for_as_many_as_are_taken_at_once()
    {
        _queue.Open(capacity: 2);
        _queue.Exhausted(_queue.Looks);

        var promises = Enumerable.Range(0, 3).Select(_ => _queue.TryPromise()).ToList();
        _queue.Withdraw(1);

        promises.Should().Equal(true, true, false);
        _queue.TryPromise().Should().BeTrue("a promise was taken back");
    }

    [Fact]
    public void A_reason_to_look_does_not_end_it_and_a_look_that_found_all_it_could_take_does()
    {
        _queue.Open(capacity: 10);
        _queue.Exhausted(_queue.Looks);

        _queue.Pulse();
        var expected = _queue.TryPromise();
        _queue.Behind();
        var behind = _queue.TryPromise();
        _queue.Exhausted(_queue.Looks);

        expected.Should().BeTrue();
        behind.Should().BeFalse("the newer would overtake what waits in the store");
        _queue.TryPromise().Should().BeTrue();
    }
}
