using ErpSync.Connectors;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <inheritdoc/>
internal sealed class LinkedRecords(ISyncStore store) : ILinkedRecords
{
    public async ValueTask<IReadOnlySet<string>> OfOthersAsync(string connection, string entity, string sourceId, IReadOnlyList<string> ids, CancellationToken ct)
    {
        // The store finds by the beginning of an id, and one may begin another.
        var links = await store.FindLinksByTargetAsync(connection, entity, ids, ct).ConfigureAwait(false);
        return links.Where(link => link.Subject.Id != sourceId && ids.Contains(link.Ref.Id)).Select(link => link.Ref.Id).ToHashSet(StringComparer.Ordinal);
    }
}
