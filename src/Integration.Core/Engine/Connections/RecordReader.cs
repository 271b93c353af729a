using ErpSync.Connectors;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ErpSync.Engine;

/// <summary>The one path by which records are read.</summary>
internal sealed class RecordReader(ConnectionRegistry connections, FaultDesk desk) : IRecordReader
{
    public async ValueTask<IReadOnlyDictionary<string, SourceRecord<TRecord>>> FindAsync<TRecord>(
        string connection, string entity, IReadOnlyCollection<string> ids, CancellationToken ct)
        where TRecord : class
    {
        var found = new Dictionary<string, SourceRecord<TRecord>>(StringComparer.Ordinal);
        var target = connections[connection];
        var source = target.Source<TRecord>(entity);
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(target.Capability(entity).MaxReadBatchSize))
        {
            await CallAsync(target, ConnectionPart.Reading(entity), async token =>
            {
                await foreach (var record in source.FindAsync(chunk, token).ConfigureAwait(false))
                {
                    found[record.Id] = record;
                }
            }, ct).ConfigureAwait(false);
        }

        return found;
    }

    /// <summary>
    /// Moves on to the next page through the gate. The pages are one enumeration and each has its own time limit: when one runs out, the whole reading ends, whatever
    /// the connector waits for.
    /// </summary>
    /// <param name="target">Connection.</param>
    /// <param name="part">What of the connection is read.</param>
    /// <param name="pages">Pages, enumerated under the token of <paramref name="reading"/>.</param>
    /// <param name="reading">Ends the enumeration.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> NextAsync<TPage>(Connection target, string part, IAsyncEnumerator<TPage> pages, CancellationTokenSource reading, CancellationToken ct)
    {
        var more = false;
        await CallAsync(target, part, async token =>
        {
            using var late = token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), reading);
            more = await pages.MoveNextAsync().ConfigureAwait(false);
        }, ct).ConfigureAwait(false);
        return more;
    }

    /// <summary>Makes one reading call for a part of the connection through the gate and learns from its faults.</summary>
    public async ValueTask CallAsync(Connection target, string part, Func<CancellationToken, ValueTask> call, CancellationToken ct)
    {
        using var lease = await target.Gate.EnterAsync(part, ct).ConfigureAwait(false);
        try
        {
            await target.Gate.Pipeline.ExecuteAsync(static (read, token) => read(token), call, ct).ConfigureAwait(false);
            target.Gate.Served(part);
            desk.Served(target.Id, part);
        }
        catch (ConnectorException exception)
        {
            var fault = exception.Fault with { Connection = target.Id };
            await desk.RefusedAsync(target, part, target.Gate.Observe(part, fault), fault, ct).ConfigureAwait(false);
            throw new ConnectorException(fault, exception);
        }
        catch (BrokenCircuitException open)
        {
            var fault = ConnectionPipeline.Open(target.Id, open) with { Connection = target.Id };
            target.Gate.Observe(part, fault);
            throw new ConnectorException(fault, open);
        }
        catch (TimeoutRejectedException exception)
        {
            var fault = new Fault(FaultKind.Transient, "engine.read-timeout", $"Connection '{target.Id}' did not answer within {target.Gate.Options.CallTimeout.TotalSeconds:F0} seconds.")
            {
                Connection = target.Id,
                Hint = "The reading is tried again. Raise ConnectionOptions.CallTimeout if the system is simply slow.",
            };
            throw new ConnectorException(fault, exception);
        }
    }
}
