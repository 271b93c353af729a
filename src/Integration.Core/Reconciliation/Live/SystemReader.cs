using System.Runtime.CompilerServices;
using ErpSync.Connectors;
using ErpSync.Engine;

namespace ErpSync.Reconciliation.Live;

/// <summary>Reads everything of one kind from a connection, through its gate, page by page; goes on from the last page when the system asks to slow down or stumbles.</summary>
internal sealed class SystemReader(ConnectionRegistry connections, RecordReader reader, TimeProvider time)
{
    private const int MostInterruptions = 20;

    public TConnector? As<TConnector>(string connection)
        where TConnector : class => connections[connection].Connector as TConnector;

    public async IAsyncEnumerable<IReadOnlyList<SourceRecord<TRecord>>> AllAsync<TRecord>(
        string connection, string entity, ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
        where TRecord : class
    {
        var target = connections[connection];
        var source = target.Source<TRecord>(entity);
        var interruptions = 0;
        while (true)
        {
            var done = false;
            TimeSpan? pause = null;
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var pages = source.ReadAsync(request, reading.Token).GetAsyncEnumerator(reading.Token);
            await using var closing = pages.ConfigureAwait(false);
            while (await NextAsync(target, ConnectionPart.Listing(entity), pages, reading, interruptions < MostInterruptions, ct).ConfigureAwait(false) is { } more)
            {
                if (!more)
                {
                    done = true;
                    break;
                }

                (request, pause) = (request with { After = pages.Current.Next }, pages.Current.ContinueAfter);
                yield return pages.Current.Records;
            }

            if (!done)
            {
                interruptions++;
            }
            else if (pause is { } rest)
            {
                await Task.Delay(rest, time, ct).ConfigureAwait(false);
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>True for a page, false at the end, null when the reading was interrupted and may go on.</summary>
    private async ValueTask<bool?> NextAsync<TRecord>(
        Connection target, string part, IAsyncEnumerator<SourcePage<TRecord>> pages, CancellationTokenSource reading, bool mayGoOn, CancellationToken ct)
        where TRecord : class
    {
        try
        {
            return await reader.NextAsync(target, part, pages, reading, ct).ConfigureAwait(false);
        }
        catch (ConnectorException interrupted) when (mayGoOn && interrupted.Fault.Kind is FaultKind.Throttled or FaultKind.Transient)
        {
            return null;
        }
    }
}
