using System.Buffers;
using ErpSync.Adapters.Cdp.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp.Events;

/// <summary>
/// Sends messages in as few requests as the limits allow and answers for each item. A request whose content is refused as a whole is halved until the message
/// that is to blame stands alone; no request is ever repeated.
/// </summary>
internal sealed class EventSender(CdpClient client, CdpOptions options)
{
    private static ReadOnlySpan<byte> Head => "{\"batch\":["u8;

    private static ReadOnlySpan<byte> Tail => "]}"u8;

    public async ValueTask<IReadOnlyList<WriteResult>> SendAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken ct)
    {
        var results = new List<WriteResult>(events.Count);
        var open = new Stack<ArraySegment<OutgoingEvent>>(Requests([.. events]).Reverse());
        Fault? stopped = null;
        while (open.TryPop(out var request))
        {
            if (stopped is not null)
            {
                results.AddRange(request.Select(one => new WriteResult.Failed(one.ItemId, stopped)));
                continue;
            }

            try
            {
                await client.PostAsync(Body(request), ct);
                results.AddRange(request.Select(static one => new WriteResult.Applied(one.ItemId, new RecordRef(one.MessageId))));
            }
            catch (CdpRefusal refusal) when (refusal.ContentRefused && request.Count > 1)
            {
                open.Push(request[(request.Count / 2)..]);
                open.Push(request[..(request.Count / 2)]);
            }
            catch (CdpRefusal refusal)
            {
                results.AddRange(request.Select(one => refusal.MayHaveHappened
                    ? (WriteResult)new WriteResult.Unknown(one.ItemId, refusal.Fault)
                    : new WriteResult.Failed(one.ItemId, refusal.Fault)));
                stopped = refusal.ContentRefused ? null : NotSent(refusal.Fault);
            }
            catch (OperationCanceledException) when (results.Count > 0)
            {
                stopped = new Fault(FaultKind.Transient, "cdp.cancelled", "The sending was cancelled before this event was sent.");
                results.AddRange(request.Select(one => new WriteResult.Failed(one.ItemId, stopped)));
            }
        }

        return results;
    }

    /// <summary>What is left of a batch when the connection fails is surely not in the target.</summary>
    private static Fault NotSent(Fault fault) =>
        fault.Kind is FaultKind.Throttled or FaultKind.Unauthorized
            ? fault
            : fault with { Kind = FaultKind.Transient, Message = $"Not sent, because the request before it failed: {fault.Message}" };

    private IEnumerable<ArraySegment<OutgoingEvent>> Requests(OutgoingEvent[] events)
    {
        var from = 0;
        var bytes = Head.Length + Tail.Length;
        for (var at = 0; at < events.Length; at++)
        {
            var more = events[at].Json.Length + 1;
            if (at > from && (at - from == options.MaxBatchEvents || bytes + more > options.MaxBatchBytes))
            {
                yield return new ArraySegment<OutgoingEvent>(events, from, at - from);
                (from, bytes) = (at, Head.Length + Tail.Length);
            }

            bytes += more;
        }

        if (from < events.Length)
        {
            yield return new ArraySegment<OutgoingEvent>(events, from, events.Length - from);
        }
    }

    private static ReadOnlyMemory<byte> Body(ArraySegment<OutgoingEvent> request)
    {
        var body = new ArrayBufferWriter<byte>(request.Sum(static one => one.Json.Length + 1) + Head.Length + Tail.Length);
        body.Write(Head);
        for (var index = 0; index < request.Count; index++)
        {
            if (index > 0)
            {
                body.Write(","u8);
            }

            body.Write(request[index].Json.Span);
        }

        body.Write(Tail);
        return body.WrittenMemory;
    }
}
