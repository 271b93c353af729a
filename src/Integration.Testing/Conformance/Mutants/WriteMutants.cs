using System.Globalization;
using ErpSync.Connectors;

namespace ErpSync.Testing.Conformance;

internal sealed class IgnoresKey(ReferenceClient client, string id) : Mutant(client, id)
{
    private int _attempts;

    protected override Task<WriteResult> NoteAsync(WriteItem<ReferenceNote> item, CancellationToken ct)
    {
        var attempt = string.Create(CultureInfo.InvariantCulture, $"-{Interlocked.Increment(ref _attempts)}");
        return base.NoteAsync(item with { Key = new IdempotencyKey(item.Key.Value + attempt), Value = item.Value with { Id = item.Value.Id + attempt } }, ct);
    }
}

internal sealed class DropsResult(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<ReferenceNote>> batch, CancellationToken ct) =>
        await base.WriteAsync(batch, ct) is { Count: > 1 } results ? [.. results.SkipLast(1)] : await base.WriteAsync(batch, ct);
}

internal sealed class OneBadFailsAll(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<ReferenceNote>> batch, CancellationToken ct)
    {
        var results = await base.WriteAsync(batch, ct);
        return results.OfType<WriteResult.Failed>().FirstOrDefault() is { } failed ? throw new ConnectorException(failed.Fault) : results;
    }
}

internal sealed class CutsBatch(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<ReferenceNote>> batch, CancellationToken ct)
    {
        var most = Descriptor.Find(Notes)!.MaxBatchSize;
        var results = await base.WriteAsync([.. batch.Take(most)], ct);
        return [.. results, .. batch.Skip(most).Select(item => new WriteResult.Applied(item.ItemId, new RecordRef(item.Value.Id)))];
    }
}

internal sealed class LostAsFailure(ReferenceClient client, string id) : Mutant(client, id)
{
    public override async ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteItem<ReferenceNote>> batch, CancellationToken ct) =>
        [.. (await base.WriteAsync(batch, ct)).Select(result => result is WriteResult.Unknown unknown ? new WriteResult.Failed(unknown.ItemId, unknown.Fault) : result)];
}

internal sealed class OverwritesNewer(ReferenceClient client, string id) : Mutant(client, id)
{
    protected override Task<WriteResult> NoteAsync(WriteItem<ReferenceNote> item, CancellationToken ct) =>
        base.NoteAsync(item.Target is { } target ? item with { Target = target with { Version = null } } : item, ct);
}

internal sealed class NeverFinishes(ReferenceClient client, string id) : Mutant(client, id)
{
    protected override async Task<WriteResult> NoteAsync(WriteItem<ReferenceNote> item, CancellationToken ct)
    {
        try
        {
            return await base.NoteAsync(item, ct);
        }
        catch (ConnectorException)
        {
            return new WriteResult.Applied(item.ItemId, new RecordRef(item.Value.Id));
        }
    }
}

internal sealed class CutsTexts(ReferenceClient client, string id) : Mutant(client, id)
{
    private const int Longest = 100;

    protected override Task<WriteResult> NoteAsync(WriteItem<ReferenceNote> item, CancellationToken ct) =>
        base.NoteAsync(item.Value.Text.Length > Longest ? item with { Value = item.Value with { Text = item.Value.Text[..Longest] } } : item, ct);
}

internal sealed class IgnoresKinds(ReferenceClient client, string id) : Mutant(client, id)
{
    protected override async Task<WriteResult> NoteAsync(WriteItem<ReferenceNote> item, CancellationToken ct) =>
        item.Kind is WriteKind.Create or WriteKind.Update ? await base.NoteAsync(item, ct) : new WriteResult.Unchanged(item.ItemId, new RecordRef(item.Value.Id));
}
