using System.Globalization;
using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class BatchChecks
{
    private const int Usual = 4;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("SNK-01", Required, ConformanceScope.Sink, "exactly one result per item, matched by its id", async c =>
        {
            var on = await c.ConnectAsync();
            var batch = await BatchAsync(c, Math.Min(Usual, c.Capability(on.Connector, c.Sink.Entity).MaxBatchSize));
            var results = await c.WriteAsync(on, batch);
            Matched(c, batch, results);
            foreach (var (item, result) in batch.Select(item => (item, results.Single(result => result.ItemId == item.ItemId))))
            {
                c.True(result is WriteResult.Applied, $"A valid item was not applied: {CheckContext.Show(result)}.");
                await c.OnceAsync(item.Value, "after a batch");
                await c.CompleteAsync(item.Value, "after a batch");
            }
        }),
        new("SNK-02", Required, ConformanceScope.Sink, "one invalid item fails alone, with the path of its field", async c =>
        {
            var on = await c.ConnectAsync();
            var (bad, field) = await c.Sink.BadAsync(c.Ct) ?? throw c.NotArranged("MakeInvalidAsync");
            var good = await BatchAsync(c, Math.Max(0, Math.Min(Usual, c.Capability(on.Connector, c.Sink.Entity).MaxBatchSize) - 1));
            List<WriteItem<object>> batch = [.. good.Take(1), c.Item(bad, "bad"), .. good.Skip(1)];
            IReadOnlyList<WriteResult> results;
            try
            {
                results = await c.WriteAsync(on, batch);
            }
            catch (Exception exception) when (exception is not CheckFailedException && batch.Count > 1 && !c.Ct.IsCancellationRequested)
            {
                throw c.Fail($"One invalid item made the whole batch throw {exception.GetType().Name}.");
            }

            Matched(c, batch, results);
            foreach (var item in good)
            {
                c.True(results.Single(result => result.ItemId == item.ItemId) is WriteResult.Applied, "A valid item was not applied because another one was invalid.");
                await c.OnceAsync(item.Value, "next to an invalid one");
            }

            var refused = results.Single(result => result.ItemId == "bad");
            c.True(refused is WriteResult.Failed { Fault.Kind: FaultKind.Invalid }, $"The invalid item is {CheckContext.Show(refused)}, not Failed(Invalid).");
            var named = ((WriteResult.Failed)refused).Fault.Field;
            c.True(named == field, $"The fault names the field '{named}'; it is '{field}'.");
        }),
        new("SNK-03", Certified, ConformanceScope.Sink, "an empty batch has no results and sends nothing", async c =>
        {
            var on = await c.ConnectAsync();
            var results = await c.WriteAsync(on, []);
            c.True(results.Count == 0 && on.Line.Requests.Count == 0, $"An empty batch had {results.Count} results and {on.Line.Requests.Count} requests.");
        }),
        new("SNK-04", Required, ConformanceScope.Sink, "a batch above the limit is refused or split, never cut", async c =>
        {
            var on = await c.ConnectAsync();
            var batch = await BatchAsync(c, c.Capability(on.Connector, c.Sink.Entity).MaxBatchSize + 1);
            try
            {
                var results = await c.WriteAsync(on, batch);
                Matched(c, batch, results);
                foreach (var item in batch)
                {
                    var result = results.Single(result => result.ItemId == item.ItemId);
                    var there = await c.Sink.AmongAsync(item.Value, c.Ct) == 1;
                    c.True(there == result is WriteResult.Applied, $"An item of a batch that was too large is {CheckContext.Show(result)}, but the target {(there ? "has" : "does not have")} it.");
                }
            }
            catch (ConnectorException)
            {
                foreach (var item in batch)
                {
                    await c.AbsentAsync(item.Value, "after the batch was refused");
                }
            }
        }),
        new("SNK-05", Required, ConformanceScope.Sink, "the record that a result names can be found again", async c =>
        {
            var on = await c.ConnectAsync();
            var item = await c.NewAsync();
            var reference = (await c.AppliedAsync(on, item)).Ref;
            c.Clock.Advance(c.Capability(on.Connector, c.Sink.Entity).ConsistencyLag);
            c.True(reference.Id.Length > 0, "The reference has no id.");
            c.True(await c.Sink.HasAsync((await c.ConnectAsync()).Connector, reference, c.Ct), $"The target has no record '{reference.Id}'.");
            c.True(await c.LookupAsync(on, item) is { } looked && looked.Id == reference.Id, "A look-up by key does not find the record that the write named.");
        }),
    ];

    private static async Task<List<WriteItem<object>>> BatchAsync(CheckContext c, int count)
    {
        var batch = new List<WriteItem<object>>(count);
        for (var i = 1; i <= count; i++)
        {
            batch.Add(await c.NewAsync(i.ToString(CultureInfo.InvariantCulture)));
        }

        return batch;
    }

    private static void Matched(CheckContext c, List<WriteItem<object>> batch, IReadOnlyList<WriteResult> results) => c.True(
        results.Select(result => result.ItemId).Order(StringComparer.Ordinal).SequenceEqual(batch.Select(item => item.ItemId).Order(StringComparer.Ordinal)),
        $"{batch.Count} items had results for {string.Join(", ", results.Select(result => result.ItemId))}.");
}
