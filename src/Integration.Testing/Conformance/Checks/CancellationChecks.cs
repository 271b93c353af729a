using ErpSync.Connectors;
using static ErpSync.Testing.Conformance.ConformanceLevel;

namespace ErpSync.Testing.Conformance;

internal static class CancellationChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("CAN-01", Required, ConformanceScope.Connector, "a cancellation before, during and between pages is honoured at once", async c =>
        {
            var probe = await c.ProbeAsync();
            var before = await c.ConnectAsync();
            await CancelledAsync(c, token => probe(before, token), "before a call", new CancellationToken(canceled: true));
            c.True(before.Line.Requests.Count == 0, "A call that was cancelled before it began sent a request.");

            var during = await c.ConnectAsync();
            during.Line.Inject(new TransportFault.Silence(), times: int.MaxValue);
            using var source = CancellationTokenSource.CreateLinkedTokenSource(c.Ct);
            var seen = during.Line.NextRequestAsync();
            var running = CancelledAsync(c, token => probe(during, token), "during a call", source.Token);
            await seen.WaitAsync(CheckContext.Patience, TimeProvider.System, c.Ct);
            await source.CancelAsync();
            await running;
        }),
        new("CAN-01", Required, ConformanceScope.Source, "a cancellation between two pages ends the reading", async c =>
        {
            await c.AddAsync(5);
            using var source = CancellationTokenSource.CreateLinkedTokenSource(c.Ct);
            var on = await c.ConnectAsync();
            await using var pages = c.Source.ReadAsync(on.Connector, new ReadRequest(PageSizeHint: 2), source.Token).GetAsyncEnumerator(source.Token);
            c.True(await pages.MoveNextAsync(), "A reading of five records had no page.");
            await source.CancelAsync();
            await CancelledAsync(c, async _ => await pages.MoveNextAsync(), "between two pages", source.Token);
        }),
        new("CAN-02", Required, ConformanceScope.Sink, "a cancellation after the sending is Unknown, not Failed", async c =>
        {
            var on = await c.ConnectAsync();
            var writes = await c.WritesOfOneAsync(on);
            var item = await c.NewAsync();
            on.Line.Inject(new TransportFault.Silence(), c.Fixture.IsWrite, skip: writes - 1);
            using var source = CancellationTokenSource.CreateLinkedTokenSource(c.Ct);
            var reached = WritesAsync(c, on, on.Line.Requests.Count(c.Fixture.IsWrite) + writes);
            var sending = c.SendAsync(on, item, source.Token);
            await reached.WaitAsync(CheckContext.Patience, TimeProvider.System, c.Ct);
            await source.CancelAsync();
            WriteResult result;
            try
            {
                result = await sending.WaitAsync(CheckContext.Patience, TimeProvider.System, c.Ct);
            }
            catch (Exception exception) when (exception is OperationCanceledException or TimeoutException && !c.Ct.IsCancellationRequested)
            {
                throw c.Fail($"A write cancelled after it was sent ended with {exception.GetType().Name}; items that may have been sent are Unknown.");
            }

            c.True(result is WriteResult.Unknown, $"A write cancelled after it was sent is {CheckContext.Show(result)}.");
            c.True(await c.LookupAsync(await c.ConnectAsync(), item) is not null, "The target committed the write, but the look-up does not find it.");
            await c.OnceAsync(item.Value, "after a cancellation");
        }),
    ];

    private static async Task WritesAsync(CheckContext c, Connected on, int wanted)
    {
        while (on.Line.Requests.Count(c.Fixture.IsWrite) < wanted)
        {
            var next = on.Line.NextRequestAsync();
            if (on.Line.Requests.Count(c.Fixture.IsWrite) < wanted)
            {
                await next.WaitAsync(c.Ct);
            }
        }
    }

    private static async Task CancelledAsync(CheckContext c, Func<CancellationToken, Task> call, string when, CancellationToken token)
    {
        try
        {
            await call(token).WaitAsync(CheckContext.Patience, TimeProvider.System, c.Ct);
        }
        catch (OperationCanceledException) when (!c.Ct.IsCancellationRequested)
        {
            return;
        }
        catch (TimeoutException)
        {
            throw c.Fail($"A cancellation {when} is ignored.");
        }
        catch (ConnectorException exception)
        {
            throw c.Fail($"A cancellation {when} is reported as the fault {exception.Fault.Code}; it is an OperationCanceledException.");
        }

        throw c.Fail($"A call cancelled {when} succeeded.");
    }
}
