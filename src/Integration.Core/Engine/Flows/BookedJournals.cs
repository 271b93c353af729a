using ErpSync.Planning;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Journals that were written for subjects.</summary>
internal static class BookedJournals
{
    public static async ValueTask<IReadOnlyDictionary<SubjectKey, WrittenRecord>> ReadAsync(ISyncStore store, IReadOnlyList<SubjectHead> heads, CancellationToken ct) =>
        (await store.ReadLinksAsync([.. heads.Select(head => head.Subject)], ct).ConfigureAwait(false))
            .Where(static link => link.Name == LinkNames.Journal)
            .ToDictionary(static link => link.Subject, static link => new WrittenRecord(link.Name, link.Ref, link.Memo));
}
