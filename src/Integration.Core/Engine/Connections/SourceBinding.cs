using ErpSync.Connectors;

namespace ErpSync.Engine;

/// <summary>A source whose record type is not known at compile time: enough for sweeps.</summary>
internal abstract class SourceBinding
{
    public abstract IAsyncEnumerable<SourceHeaderPage> ReadHeadersAsync(ReadRequest request, CancellationToken ct);
}

/// <summary>One page of headers.</summary>
internal sealed record SourceHeaderPage(IReadOnlyList<SourceHeader> Headers, Checkpoint Next, TimeSpan? ContinueAfter = null);

/// <summary>A record without its content.</summary>
internal readonly record struct SourceHeader(string Id, string Version, DateTimeOffset ChangedAt, bool IsDeleted);

/// <summary>Binds one source.</summary>
internal sealed class SourceBinding<TRecord>(ISource<TRecord> source) : SourceBinding
    where TRecord : class
{
    public override async IAsyncEnumerable<SourceHeaderPage> ReadHeadersAsync(
        ReadRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in source.ReadAsync(request, ct).ConfigureAwait(false))
        {
            yield return new SourceHeaderPage(
                [.. page.Records.Select(record => new SourceHeader(record.Id, record.Version, record.ChangedAt, record.IsDeleted))], page.Next, page.ContinueAfter);
        }
    }
}
