using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks.Neighbours;

/// <summary>The same work for everybody: messages of one kilobyte over 496 keys, sent by eight producers, each of which owns its keys and sends them in order.</summary>
internal sealed class NeighbourWork(int messages)
{
    public const int Keys = 496;
    public const int Producers = 8;

    private readonly ConcurrentDictionary<int, int> _newest = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _handled;
    private int _inversions;

    public static string Body { get; } = new('m', 1000);

    public int Messages => messages;

    /// <summary>Messages that were handled after a later one of their key.</summary>
    public int Inversions => _inversions;

    /// <summary>What every handler does: count, and see whether a message came after a later one of its key.</summary>
    public void Handle(int key, int number)
    {
        var newest = _newest.AddOrUpdate(key, number, (_, known) => Math.Max(known, number));
        if (newest > number)
        {
            Interlocked.Increment(ref _inversions);
        }

        if (Interlocked.Increment(ref _handled) == messages)
        {
            _done.TrySetResult();
        }
    }

    /// <summary>Sends everything and waits until everything was handled and what comes after it; seconds taken.</summary>
    public async Task<double> RunAsync(Func<int, int, Task> send, Func<Task>? after = null)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            for (var number = producer; number < messages; number += Producers)
            {
                // A producer's numbers are its own, so its keys must be as well.
                var key = (number % Producers) + (Producers * (number / Producers % (Keys / Producers)));
                await send(key, number);
            }
        })));
        await _done.Task.WaitAsync(TimeSpan.FromMinutes(3));
        if (after is not null)
        {
            await after();
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
