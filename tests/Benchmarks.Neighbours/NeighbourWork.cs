using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks.Neighbours;

/// <summary>The same work for everybody: messages of one kilobyte over 496 keys, sent by so many producers, each of which owns its keys and sends them in order.</summary>
/// <param name="messages">Messages.</param>
/// <param name="producers">Producers; 496 is a multiple of it.</param>
internal sealed class NeighbourWork(int messages, int producers)
{
    public const int Keys = 496;

    private readonly ConcurrentDictionary<int, long> _newest = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _handled;
    private int _inversions;

    public static string Body { get; } = new('m', 1000);

    public int Messages => messages;

    public int Producers => producers;

    /// <summary>Messages that were handled after a later one of their key.</summary>
    public int Inversions => _inversions;

    /// <summary>What every handler does: count, and see whether a message came after a later one of its key.</summary>
    public void Handle(int key, long number)
    {
        Arrived(key, number);
        if (Interlocked.Increment(ref _handled) == messages)
        {
            _done.TrySetResult();
        }
    }

    /// <summary>Sees whether a message came after a later one of its key.</summary>
    public void Arrived(int key, long number)
    {
        var newest = _newest.AddOrUpdate(key, number, (_, known) => Math.Max(known, number));
        if (newest > number)
        {
            Interlocked.Increment(ref _inversions);
        }
    }

    /// <summary>Sends everything and waits until everything was handled; seconds taken.</summary>
    /// <param name="send">Sends a message and waits until it is accepted.</param>
    /// <param name="ended">Ends when everything was handled; null when every message comes to <see cref="Handle"/>.</param>
    public async Task<double> RunAsync(Func<int, int, Task> send, Func<Task>? ended = null)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, producers).Select(producer => Task.Run(async () =>
        {
            for (var number = producer; number < messages; number += producers)
            {
                // A producer's numbers are its own, so its keys must be as well.
                var key = (number % producers) + (producers * (number / producers % (Keys / producers)));
                await send(key, number);
            }
        })));
        await (ended?.Invoke() ?? _done.Task).WaitAsync(TimeSpan.FromMinutes(3));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
