using System.Threading.Channels;

namespace ErpSync.Storage.PostgreSql.Tests;

/// <summary>Which calls share a transaction, which go beside each other, and which wait. No database is asked.</summary>
public sealed class QueueTests : IAsyncDisposable
{
    private readonly Channel<RunningBatch> _begun = Channel.CreateUnbounded<RunningBatch>();
    private readonly PostgreSqlQueue _queue;

    public QueueTests() => _queue = new PostgreSqlQueue(maxQueued: 100, maxBatchRows: 50, async (operations, _) =>
    {
        var batch = new RunningBatch([.. operations.SelectMany(operation => operation.Subjects).Select(subject => subject.Id).Order()]);
        await _begun.Writer.WriteAsync(batch);
        await batch.Ended.Task;
        operations.ForEach(operation => operation.Succeed());
    });

    public async ValueTask DisposeAsync() =>
        await _queue.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [Fact]
    public async Task Calls_with_a_subject_in_common_wait_and_others_go_beside()
    {
        await AddAsync("a");
        var first = await NextAsync();
        var same = await AddAsync("a");
        await AddAsync("b");
        var beside = await NextAsync();

        first.Subjects.Should().Equal("a");
        beside.Subjects.Should().Equal("b");
        same.IsCompleted.Should().BeFalse();
        first.Ended.SetResult();
        var third = await NextAsync();
        third.Subjects.Should().Equal("a");
        beside.Ended.SetResult();
        third.Ended.SetResult();
        await same;
    }

    [Fact]
    public async Task Calls_that_waited_for_the_same_share_one_transaction_and_keep_their_order()
    {
        await AddAsync("a");
        var first = await NextAsync();
        var calls = new[] { await AddAsync("a"), await AddAsync("a", "b"), await AddAsync("b"), await AddAsync("a") };

        first.Ended.SetResult();
        var next = await NextAsync();

        next.Subjects.Should().Equal("a", "a", "a", "b", "b");
        next.Ended.SetResult();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_small_batch_does_not_go_beside_a_large_one()
    {
        await AddAsync([.. Enumerable.Range(0, 20).Select(n => $"a{n}")]);
        var large = await NextAsync();
        var calls = new List<Task>();
        for (var n = 0; n < 5; n++)
        {
            calls.Add(await AddAsync($"b{n}"));
        }

        var beside = await NextAsync();
        beside.Subjects.Should().Equal("b0", "b1", "b2", "b3", "b4");
        large.Ended.SetResult();
        beside.Ended.SetResult();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_while_it_waited_is_told_and_takes_nobody_with_it()
    {
        using var stop = new CancellationTokenSource();
        await AddAsync("a");
        var first = await NextAsync();
        var cancelled = await AddAsync(stop.Token, "a");
        var patient = await AddAsync("a");

        await stop.CancelAsync();
        first.Ended.SetResult();
        var next = await NextAsync();

        next.Subjects.Should().Equal("a");
        next.Ended.SetResult();
        await patient;
        await ((Func<Task>)(() => cancelled)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_closed_queue_refuses_and_ends_when_all_have_ended()
    {
        await AddAsync("a");
        var first = await NextAsync();
        var waiting = await AddAsync("a");

        var closing = _queue.DisposeAsync().AsTask();
        (await _queue.TryAddAsync(Operation(CancellationToken.None, "b"))).Should().BeFalse();
        closing.IsCompleted.Should().BeFalse();
        first.Ended.SetResult();
        (await NextAsync()).Ended.SetResult();

        await closing;
        await waiting;
    }

    private static PostgreSqlOperation<bool> Operation(CancellationToken ct, params string[] subjects)
    {
        var signals = subjects.Select(id => new NewSignal(new SubjectKey("flow", id), "s", "d", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)).ToList();
        return new PostgreSqlOperation<bool>(needs => needs.Append(signals), _ => true, laneCount: 256, rows: signals.Count, ct);
    }

    private Task<Task> AddAsync(params string[] subjects) => AddAsync(CancellationToken.None, subjects);

    private async Task<Task> AddAsync(CancellationToken ct, params string[] subjects)
    {
        var operation = Operation(ct, subjects);
        (await _queue.TryAddAsync(operation)).Should().BeTrue();
        return operation.Completion;
    }

    private async Task<RunningBatch> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _begun.Reader.ReadAsync(limit.Token);
    }

    private sealed record RunningBatch(IReadOnlyList<string> Subjects)
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
