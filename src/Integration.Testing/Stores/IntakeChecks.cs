using ErpSync.Connectors;
using ErpSync.Storage;
using static ErpSync.Testing.Stores.StoreContext;

namespace ErpSync.Testing.Stores;

internal static class IntakeChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("intake-01", "a new signal makes its subject ready, due since it was accepted", async c =>
        {
            var sequence = await c.AppendAsync("1", "d1", at: 5);
            var head = await c.HeadAsync("1");
            True(sequence > 0, "a new signal has a sequence above 0");
            Same(head, new SubjectHead(Key("1"), LaneHash.Of(Key("1"), c.Store.LaneCount), sequence, At(5), At(5), 0, null, null), "head");
        }),
        new("intake-02", "a repeated delivery is a duplicate and changes nothing", async c =>
        {
            var first = await c.AppendAsync("1", "d1");
            await c.CompleteAsync("1", first);
            var results = await c.Store.AppendAsync([Signal("1", "d1", at: 9)], null, c.Cancellation);
            SameItems(results, [new AppendResult(0, IsDuplicate: true)], "results");
            Same(await c.HeadAsync("1"), null, "head of a subject whose signal was repeated");
            await c.CountsAsync(applied: 1);
        }),
        new("intake-03", "deduplication is per subject and source", async c =>
        {
            var other = Signal("1", "d1") with { Source = "sweep:erp" };
            var results = await c.Store.AppendAsync([Signal("1", "d1"), Signal("2", "d1"), other], null, c.Cancellation);
            True(results.All(result => !result.IsDuplicate), "the same delivery id for another subject or source is new");
            await c.CountsAsync(waiting: 3);
        }),
        new("intake-04", "a repetition within one call is a duplicate", async c =>
        {
            var results = await c.Store.AppendAsync([Signal("1", "d1"), Signal("1", "d1"), Signal("1", "d2")], null, c.Cancellation);
            SameItems(results.Select(result => result.IsDuplicate), [false, true, false], "duplicates");
        }),
        new("intake-05", "sequences of a subject grow in the order of acceptance", async c =>
        {
            var results = await c.Store.AppendAsync([.. Enumerable.Range(0, 50).Select(n => Signal($"{n % 3}", $"d{n}"))], null, c.Cancellation);
            for (var subject = 0; subject < 3; subject++)
            {
                var sequences = results.Where((_, index) => index % 3 == subject).Select(result => result.Sequence).ToList();
                SameItems(sequences, sequences.Order().Distinct(), $"sequences of subject {subject}");
                Same((await c.HeadAsync($"{subject}"))?.ThroughSequence, sequences[^1], $"newest sequence of subject {subject}");
            }
        }),
        new("intake-06", "the checkpoint is saved in the same step and can be removed", async c =>
        {
            await c.Store.AppendAsync([Signal("1", "d1")], new CheckpointWrite("sweep", new Checkpoint("a|1")), c.Cancellation);
            Same((await c.Store.ReadCheckpointAsync("sweep", c.Cancellation))?.Value, "a|1", "checkpoint");
            await c.Store.AppendAsync([], new CheckpointWrite("sweep", new Checkpoint("b|2")), c.Cancellation);
            Same((await c.Store.ReadCheckpointAsync("sweep", c.Cancellation))?.Value, "b|2", "checkpoint saved again");
            await c.Store.AppendAsync([], new CheckpointWrite("sweep", null), c.Cancellation);
            Same(await c.Store.ReadCheckpointAsync("sweep", c.Cancellation), null, "removed checkpoint");
        }),
        new("intake-07", "a refused signal refuses its whole call, checkpoint included", async c =>
        {
            var bad = Signal(new string('x', 301), "d2");
            await ThrowsAsync<ArgumentException>(() =>
                c.Store.AppendAsync([Signal("1", "d1"), bad], new CheckpointWrite("sweep", new Checkpoint("x")), c.Cancellation).AsTask());
            await ThrowsAsync<ArgumentException>(() => c.Store.AppendAsync([Signal("", "d1")], null, c.Cancellation).AsTask());
            await ThrowsAsync<ArgumentException>(() => c.Store.AppendAsync([Signal("1", "")], null, c.Cancellation).AsTask());
            await c.CountsAsync();
            Same(await c.Store.ReadCheckpointAsync("sweep", c.Cancellation), null, "checkpoint of a refused call");
        }),
        new("intake-08", "a cancelled call changes nothing", async c =>
        {
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();
            await ThrowsAsync<OperationCanceledException>(() => c.Store.AppendAsync([Signal("1", "d1")], null, cancelled.Token).AsTask());
            await ThrowsAsync<OperationCanceledException>(() => c.Store.CountAsync(cancelled.Token).AsTask());
            await c.CountsAsync();
        }),
        new("intake-09", "keys of full length, other scripts and bodies are taken as they are", async c =>
        {
            var key = new SubjectKey(new string('f', 100), string.Concat(Enumerable.Repeat("Ä漢😀", 75)));
            var signal = new NewSignal(key, "webhook:shop", "zustellung-ü", At(0), At(0)) { Body = new byte[100_000] };
            await c.Store.AppendAsync([signal], null, c.Cancellation);
            Same((await c.HeadsAsync(flow: key.Flow)).SingleOrDefault()?.Subject, key, "subject");
            Same((await c.Store.AppendAsync([signal], null, c.Cancellation))[0].IsDuplicate, true, "repetition");
        }),
    ];
}
