using ErpSync.Connectors;

namespace ErpSync.Adapters.Cdp.Events;

/// <summary>Turns items of one kind into messages, keeps back what cannot be told, and sends the rest.</summary>
internal sealed class EventSink<TRecord>(
    WriteKind kind, string entity, EventSender sender, CdpOptions options, Func<TRecord, Fault?> check, Func<TRecord, string, ReadOnlyMemory<byte>> compose)
    where TRecord : class
{
    public async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<TRecord>> batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var results = new List<WriteResult>(batch.Count);
        var events = new List<OutgoingEvent>(batch.Count);
        foreach (var item in batch)
        {
            if (FaultOf(item) is { } fault)
            {
                results.Add(new WriteResult.Failed(item.ItemId, fault));
                continue;
            }

            var messageId = MessageIds.Of(item.Key);
            var json = compose(item.Value, messageId);
            if (json.Length > options.MaxEventBytes)
            {
                results.Add(new WriteResult.Failed(item.ItemId, TooLarge(json.Length)));
                continue;
            }

            events.Add(new OutgoingEvent(item.ItemId, messageId, json));
        }

        results.AddRange(await sender.SendAsync(events, ct));
        return results;
    }

    private Fault? FaultOf(WriteItem<TRecord> item) => item.Kind != kind
        ? new Fault(FaultKind.Invalid, "cdp.kind-not-supported", $"A CDP takes no {item.Kind} of '{entity}'.")
        {
            Hint = $"Events are only told ({kind}); what was told cannot be taken back here.",
        }
        : check(item.Value);

    private Fault TooLarge(int bytes) => new(
        FaultKind.Invalid, "cdp.event-too-large", FormattableString.Invariant($"The '{entity}' event has {bytes} bytes; {options.MaxEventBytes} are allowed."))
    {
        Field = entity == EntityNames.CustomerActivity ? "products" : "traits",
        Hint = "It has too many or too long lines for the CDP. Tell it by hand if it matters, and resolve the case.",
    };
}
